"""What points to a person goes, what a nurse needs to read stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.model import Comment
from triage.redact import PLACEHOLDERS, people, redact

HIDDEN = {
    # sign-offs and introductions
    "Thanks, Bridget": "Thanks, [name]",
    "Thank you so much! Bridget K.": "Thank you so much! [name]",
    "Thanks in advance\nmarian": "Thanks in advance\n[name]",
    "Can I fly?\n- Marian": "Can I fly?\n- [name]",
    "Can I fly? -Marian": "Can I fly? -[name]",
    "Can I fly?\nMarian S.": "Can I fly?\n[name]",
    "My name is John Q. Public.": "My name is [name].",
    "my name is marian and I ache": "my name is [name] and I ache",
    "I am Jane, and I ache": "I am [name], and I ache",
    "this is marian doe calling": "this is [name] calling",
    "Signed: Karl": "Signed: [name]",
    "Cheers Karl x": "Cheers [name] x",
    "--\nMarian Doe\n212.555.0147": "--\n[name]\n[phone]",
    "Sent from Marian's iPhone": "Sent from [name]'s iPhone",
    "Hi Marian, my son Tom aches": "Hi [name], my son [name] aches",
    "Dr. Smith and Dr Jane Roe said no": "Dr. [name] and Dr [name] said no",
    "dr mauskop told me": "dr [name] told me",
    "dr hassan and mrs isaacs told me": "dr [name] and mrs [name] told me",
    "ask @jane_roe": "ask @[name]",
    # addresses of all kinds
    "write to j.doe@mail.example.org.": "write to [email].",
    "jane (at) gmail dot com": "[email]",
    "see https://x.example/a?b=c, www.foo.com or foo.org/x": "see [link], [link] or [link]",
    "I live at 123 Main Street, Apt 4B, New York, NY 10021": "I live at [address]",
    "come to 12 oak street": "come to [address]",
    "P.O. Box 12, zip code 10021": "[address], zip code [address]",
    # numbers
    "call (212) 555-0123 or 212.555.0123": "call [phone] or [phone]",
    "5550123456 or 1-800-222-1222 x12": "[phone] or [phone]",
    "+44 20 7946 0958; 020 7946 0958": "[phone]; [phone]",
    "06 12 34 56 78 or 555-0100": "[phone] or [phone]",
    "call me, 555 1234": "call me, [phone]",
    "MRN 1234567, member ID: XHG123456789": "MRN [number], member ID: [number]",
    "policy # 44-2234, SSN 123-45-6789": "policy # [number], SSN [number]",
    "DOB: 3/4/1980": "DOB: [date of birth]",
    "born March 4, 1980": "born [date of birth]",
}
KEPT = (
    "5,000 units of Dysport or 155 units of Botox, 100-1500 units, 1000000 units",
    "at 12 weeks, age 45, every 10-12 days, 50000 people, 120/80 130/85",
    "on 2012-05-17, 05/17/2012, 17.05.2012 or May 17, 2012 at 17:16",
    "my baby was born 6 weeks ago; in 2019 2020 2021 and 2010-2015",
    "G43.709, J0585 and 64615 in 2020",
    "Thanks Doctor. The dr said no. I'm on Nurtec.",
    "- Botox\n- Emgality\n- Vyepti",
    "It was a 4 hour drive. Is Botox OK? Love it",
    "Thanks for the Botox",
    "Does MS run in families? Botox is used for MS bladders.",
    "new headaches that Dr referred over",
)


@pytest.mark.parametrize(("text", "redacted"), HIDDEN.items())
def test_what_points_to_a_person_is_hidden(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize("text", KEPT)
def test_what_a_nurse_needs_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    ("names", "text", "redacted"),
    [
        (("Jane Doe",), "Jane here. jane doe, JANE!", "[name] here. [name], [name]!"),
        (("jane.doe@example.org",), "it is Doe again", "it is [name] again"),
        (("May Will",), "may I? May I? will it, Will?", "may I? [name] I? will it, [name]?"),
        (("Botox Mom",), "botox for my mom", "botox for my mom"),
        (("Anonymous",), "anonymous", "anonymous"),
        (("name",), "[name] or [phone]", "[name] or [phone]"),
        (("J. R.", "", "  "), "J. and R. and j", "J. and R. and j"),
        (("Ann-Marie O'Hara",), "Marie, O'Hara, ann-marie o'hara", "[name], O'[name], [name]"),
    ],
)
def test_given_names_are_hidden_in_whole_and_in_part(
    names: tuple[str, ...], text: str, redacted: str
) -> None:
    assert redact(text, names) == redacted


def test_people_are_the_author_and_the_address() -> None:
    assert people(Comment("x", author="Jane", email=None)) == ("Jane",)
    assert people(Comment("x", author="Jane", email="j@example.org")) == ("Jane", "j@example.org")


PIECES = st.sampled_from(
    [
        *HIDDEN, *PLACEHOLDERS, "\n", " ", "- ", "[", "]", "@", "+1", "5", "Jane", "thanks", ".",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.one_of(PIECES, st.text(max_size=5))).map("".join)
)
NAMES = st.lists(
    st.one_of(st.text(max_size=20), st.sampled_from(["Jane Doe", "name", "e"])), max_size=3
)


@given(TEXTS, NAMES)
def test_redacting_twice_changes_nothing_more(text: str, names: list[str]) -> None:
    once = redact(text, names)
    assert redact(once, names) == once


@given(TEXTS, NAMES)
def test_only_placeholders_are_added(text: str, names: list[str]) -> None:
    rest = redact(text, names)
    for placeholder in PLACEHOLDERS:
        rest = rest.replace(placeholder, "")
    remaining = iter(text)
    assert all(character in remaining for character in rest)


EMAIL_SHAPED = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
DIGITS = st.text("0123456789", min_size=4, max_size=4)
PHONES = st.builds(
    str.format,
    st.sampled_from(
        ["({0:.3}) {1:.3}-{2}", "{0:.3}-{1:.3}-{2}", "{0:.3}.{1:.3}.{2}", "+1 {0:.3} {1:.3} {2}",
         "+49 {0:.2} {1}{2}", "{0:.3}{1:.3}{2}", "1-{0:.3}-{1:.3}-{2}"]
    ),
    DIGITS, DIGITS, DIGITS,
)  # fmt: skip
AROUND = st.text(
    st.characters(blacklist_categories=("Nd", "Nl", "No", "Cs"), blacklist_characters="$"),
    max_size=40,
)


@given(TEXTS)
def test_no_address_is_left(text: str) -> None:
    assert not EMAIL_SHAPED.search(redact(text))


@given(AROUND, PHONES, AROUND)
def test_no_telephone_number_is_left(before: str, phone: str, after: str) -> None:
    left = redact(f"{before} {phone}, {after}")
    assert sum(character.isdigit() for character in left) < 4


@pytest.mark.parametrize(
    "text",
    ["a" * 50_000, "a." * 25_000, "1 " * 25_000, "1-" * 25_000, "Aa " * 15_000, "\n" * 50_000,
     "thanks " * 7_000, "a@" * 25_000, "- " * 25_000, "call " * 10_000, "[name]" * 8_000,
     "at " * 15_000, "Hi\n" * 15_000, "x-" * 25_000, "12 Oak " * 7_000],
    ids=lambda text: text[:7],
)  # fmt: skip
def test_hostile_lengths_come_back(text: str) -> None:
    assert redact(text, ["Jane Doe"]) is not None
