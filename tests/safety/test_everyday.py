"""Pairs: words of everyday mail that look like a sign, and the sign itself."""

from __future__ import annotations

import pytest

from triage.model import Tier
from triage.safety import Screen

PAIRS = [
    ("It hit me back in March that this was right.", "I keep choking on water."),
    ("I spray sumatriptan up my nose.", "Tea comes back out of my nose."),
    ("The price will not go down.", "My pills won't go down anymore."),
    ("I have a cough and take amoxicillin.", "I cough every time I drink."),
    ("He left his pants on the chair.", "He is panting after three steps."),
    ("I went out for some air.", "I can't get enough air."),
    ("The nurse said the wrong thing about my plan.", "She keeps saying the wrong words."),
    ("It is hard to understand what the leaflet says.", "My speech is hard to understand."),
    ("Words cannot say how grateful I am.", "I can't get my words out."),
    ("I can't use the portal anymore.", "I can't climb the stairs anymore."),
    ("I had an accident at work.", "I wet myself at work."),
    ("I never know when it comes, without warning.", "My bladder goes without warning."),
    ("The pain is behind one eye but not the other.", "One eye will not open."),
    ("I lie in the dark with my eyes closed.", "My left eyelid is drooping."),
    ("On the other hand it did not work.", "My right hand will not grip."),
    ("I did not feel any side effects.", "I can't feel my left side."),
    ("I draw the curtains and pull the blinds.", "A curtain came down over my eye."),
    ("I can't see my results on the portal.", "I can't see out of my right eye."),
    ("Sorry for the confusion about my appointment.", "Fever and sudden confusion."),
    ("I don't know what time my appointment is.", "He doesn't know what day it is."),
    ("I bumped into my neighbor at your clinic.", "I am bumping into walls."),
    ("I'd like to bring up my meds at the visit.", "I brought up my tablets and all water."),
    ("I can't stand the pain of the needle.", "The pain comes when I stand up."),
    ("I took 10 mg of Maxalt this morning.", "I took 10 Maxalt this morning."),
    ("I take Eliquis twice daily.", "I took three times the maximum dose."),
    ("I was overjoyed with the results.", "I overdosed on Tylenol."),
    ("They took all of my concerns seriously.", "I took all of my pills."),
    ("My pills are stuck at the pharmacy.", "My pills get stuck in my throat."),
    ("I'm not waking up with headaches any more.", "I hope I never wake up."),
    ("There is a bruise under the bridge of my nose.", "I stood on the bridge last night."),
]


def alarms(screen: Screen, text: str) -> list[tuple[str, str]]:
    """The rule and the words of every present flag that is an alarm."""
    tiers = (Tier.EMERGENCY, Tier.CRISIS, Tier.SAME_DAY)
    return [(flag.rule, flag.text) for flag in screen(text) if flag.counts and flag.tier in tiers]


@pytest.mark.parametrize("everyday", [pair[0] for pair in PAIRS])
def test_everyday_mail_is_no_alarm(screen: Screen, everyday: str) -> None:
    assert alarms(screen, everyday) == []


@pytest.mark.parametrize("sign", [pair[1] for pair in PAIRS])
def test_the_sign_itself_is_one(screen: Screen, sign: str) -> None:
    assert alarms(screen, sign)
