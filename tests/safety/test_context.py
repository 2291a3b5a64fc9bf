"""What a finding means where it stands. Add a case by adding a row."""

from __future__ import annotations

import pytest

from triage.model import FlagStatus
from triage.safety import Screen

PRESENT, DENIED, PAST = FlagStatus.PRESENT, FlagStatus.DENIED, FlagStatus.PAST
OTHER, ASKED = FlagStatus.OTHER_PERSON, FlagStatus.HYPOTHETICAL
FIGURE, USUAL = FlagStatus.METAPHOR, FlagStatus.USUAL_PATTERN

ROWS = [
    # denied
    ("I have no [trouble swallowing].", DENIED, "no"),
    ("She denies [blurry vision].", DENIED, "denies"),
    ("No fever, stiff neck or [rash].", DENIED, "No"),
    ("I get by without any [blurry vision].", DENIED, "without"),
    ("I haven't had any [chest pain].", DENIED, None),
    ("I have never had [a seizure].", DENIED, None),
    ("[Trouble swallowing]: no", DENIED, "no"),
    ("[Chest pain]? None.", DENIED, "None"),
    ("[Fever] denied.", DENIED, "denied"),
    ("[Fever]: denied.", DENIED, "denied"),
    # a denial that ends
    ("[Trouble swallowing], no fever.", PRESENT, None),
    ("Scan unremarkable, [double vision].", PRESENT, None),
    ("No change in my dose since March, she [cannot swallow].", PRESENT, None),
    ("No pain, but [trouble swallowing].", PRESENT, None),
    ("No headache; [blurry vision].", PRESENT, None),
    ("No fever, my [neck is stiff].", PRESENT, None),
    ("No fever and I [can't swallow].", PRESENT, None),
    ("No rash. [Trouble breathing].", PRESENT, None),
    ("No luck with my tablets\n[blurry vision]", PRESENT, None),
    ("Swallowing problems: no\n[drooping eyelid]: yes", PRESENT, None),
    # what only looks like a denial
    ("I can't [breathe].", PRESENT, None),
    ("Not only a headache, also [blurry vision].", PRESENT, None),
    ("No relief from this [headache].", PRESENT, None),
    ("I have no idea why my [vision is blurry].", PRESENT, None),
    ("The [pain] doesn't stop.", PRESENT, None),
    ("Not sure if my [speech is slurred].", PRESENT, None),
    ("I am not feeling well, [trouble breathing].", PRESENT, None),
    ("I can't eat without [choking].", PRESENT, None),
    ("I never [had a seizure] before today.", PRESENT, None),
    ("She never had [a seizure] until this morning.", PRESENT, None),
    ("No [numbness] except in my left foot.", PRESENT, None),
    ("No fever. No [weakness]. Well, apart from my right arm.", PRESENT, None),
    ("No [double vision] other than when I look down.", PRESENT, None),
    ("No [weakness]. The visit was good apart from my parking fine.", DENIED, "No"),
    # past
    ("I had [a seizure] ten years ago.", PAST, None),
    ("In 2012 I had [double vision].", PAST, "In 2012"),
    ("When I was 15 I had [a seizure].", PAST, None),
    ("I used to have [blurry vision].", PAST, "used to have"),
    ("As a child I had [meningitis].", PAST, "As a child"),
    ("I was well; in 2019, I had [a seizure].", PAST, None),
    ("When I was treated in 2019, I had [double vision].", PAST, None),
    ("My neck, last year, was [so weak].", PAST, None),
    # what only looks like the past
    ("A transplant in 2019, [shivering] and fever.", PRESENT, None),
    ("At 55 I have suddenly got [new headaches].", PRESENT, None),
    ("I've had [blurry vision] since Monday.", PRESENT, None),
    ("For the last 3 days [trouble swallowing].", PRESENT, None),
    ("In 2019 I had it, and now [trouble swallowing] again.", PRESENT, None),
    ("The [double vision] came back.", PRESENT, None),
    # what is taken up again
    ("My aunt used to have [thunderclap headaches]. I just had one.", PRESENT, None),
    ("My aunt used to have [thunderclap headaches] and I had one today.", PRESENT, None),
    ("A friend got [double vision]. Now me too.", PRESENT, None),
    ("Can Botox cause [trouble swallowing]? I have it.", PRESENT, None),
    ("I had [a seizure] in 2012. I had one again this morning.", PRESENT, None),
    # and what is not
    ("The bill was [hard to swallow]. I have it.", FIGURE, None),
    ("I have it. My aunt used to have [thunderclap headaches].", OTHER, None),
    ("My aunt had [a stroke]. The clinic moved. I have one.", OTHER, None),
    ("Can Botox cause [a seizure]? Should I ask my aunt now or have I got it wrong?", ASKED, None),
    ("My aunt used to have [thunderclap headaches]. I had one in 2009.", OTHER, None),
    ("My aunt used to have [thunderclap headaches]. I never had one.", OTHER, None),
    ("My aunt used to have [thunderclap headaches]. I do not think I have one.", OTHER, None),
    ("Can Botox cause [trouble swallowing]? I have it on Thursday.", ASKED, None),
    ("A friend got [double vision]. Could I get it?", OTHER, None),
    # another person
    ("My wife just [had a seizure].", PRESENT, None),
    ("I once [had a seizure].", PAST, None),
    ("My mother had [a stroke].", OTHER, "mother had"),
    ("A friend of mine got [double vision] from it.", OTHER, None),
    ("My mom [can't breathe] after her Botox.", PRESENT, None),
    ("My husband is [confused].", PRESENT, None),
    # hypothetical
    ("Can Botox cause [trouble swallowing]?", ASKED, None),
    ("What if I get [double vision]?", ASKED, None),
    ("How common is [blurry vision]?", ASKED, "How common"),
    ("Should I worry about [double vision]?", ASKED, None),
    ("I read that [trouble breathing] can happen.", ASKED, None),
    ("Can Botox cause [double vision]? Mine is getting worse since my injections.", PRESENT, None),
    ("Should I worry that my [eyelid is drooping]?", PRESENT, None),
    ("Could [weakness] spread to the legs?", ASKED, None),
    ("If I [couldn't swallow], whom would I ring?", ASKED, None),
    ("How common is a droopy lid, and is [double vision] rarer?", ASKED, None),
    # what only looks like a question
    ("[Droopy lid] on my left eye, is it a side effect?", PRESENT, None),
    ("Could her [weakness] spread to the legs?", PRESENT, None),
    ("They [choke] on water.", PRESENT, None),
    ("[Fever]: no cough.", PRESENT, None),
    ("[Headache every day] since the shots, is it a side effect?", PRESENT, None),
    ("[Double vision], is it a side effect?", ASKED, None),
    ("The odd exception came when a [pain exploded] in my head.", PRESENT, None),
    ("Why would I get [daily headaches] now?", PRESENT, None),
    ("Can barely [swallow], is that usual?", PRESENT, None),
    # the next or the last sentence decides
    ("A friend of mine had Botox. She got [a droopy lid].", OTHER, None),
    ("My mom had Botox on Monday. She has [trouble swallowing].", PRESENT, None),
    ("My [eyelid drooped] for weeks. That was nine years ago.", PAST, None),
    ("My [eyelid droops]. That started on Monday.", PRESENT, None),
    # the usual pattern
    ("I see [zigzags] and then the headache comes, as always.", USUAL, None),
    ("My usual [tingling], same as always.", USUAL, None),
    ("This is not my usual [headache].", PRESENT, None),
    # figures of speech
    ("The bill was [hard to swallow].", FIGURE, None),
    ("It [took my breath] away.", FIGURE, None),
]


@pytest.mark.parametrize(("marked", "status", "cue"), ROWS, ids=[row[0] for row in ROWS])
def test_a_finding_is_judged_by_its_context(
    screen: Screen, marked: str, status: FlagStatus, cue: str | None
) -> None:
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found, words = screen.assess(text, start, end)
    assert found is status
    if cue is not None:
        assert words == cue


def test_the_deciding_words_are_reported_with_the_flag(screen: Screen) -> None:
    flags = [flag for flag in screen("No trouble swallowing.") if flag.rule == "RF-B1"]
    assert [(flag.status, flag.cue) for flag in flags] == [(DENIED, "No")]


def test_a_denied_finding_counts_for_nothing(screen: Screen) -> None:
    assert not any(flag.counts for flag in screen("I have no trouble swallowing."))


def test_one_present_finding_outweighs_a_denied_one(screen: Screen) -> None:
    flags = screen("On Monday no trouble swallowing. Today I can't swallow.")
    assert "RF-B1" in {flag.rule for flag in flags if flag.counts}
