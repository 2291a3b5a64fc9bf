"""Pages copied as text, in the forms that themes print: the same three comments out of each."""

from __future__ import annotations

import io
from itertools import product
from typing import Any

import pytest

from triage.model import Comment, CommentStatus, Problem
from triage.readers import ReadOptions, detect, read

ARTICLE = "How it works\n\nBotox was approved. Many ask: why? My patient says: it helps.\n\n"
ASKED = [
    ("Ann", 17, "May I fly?"),
    ("Dr. Reed", 18, "Yes.\n\nDrink enough."),
    ("Jo-Ann M.", 19, "Thanks. Is wine\nallowed - or not?"),
]

FORMS = {
    "glued": "{name} says: 05/{day}/20205:16 pm\n",
    "one line": "{name} says: 05/{day}/2020 5:16 pm\n",
    "two lines": "{name} says:\nMay {day}, 2020 at 5:16 pm\n",
    "two lines apart": "{name} says:\n\nMay {day}, 2020 at 5:16 pm\n",
    "three lines": "{name}\nsays:\nMay {day}, 2020 at 5:16 pm\n",
    "edit in the line": "{name} says:\nMay {day}, 2020 at 5:16 pm (Edit)\n",
    "edit in a line below": "{name} says:\nMay {day}, 2020 at 5:16 pm\n(Edit)\n",
    "said": "{name} on May {day}, 2020 at 5:16 pm said:\n",
    "said over two lines": "{name} on May {day}, 2020\nat 5:16 pm said:\n",
    "says without colon": "{name} says\nMay {day}, 2020 at 5:16 pm\n",
    "clipped": "[{name}](https://x.org/u) says:\n[May {day}, 2020 at 5:16 pm](https://x.org/#c)\n",
    "clipped with a picture": "![](https://x.org/a.png)**{name}** says:\n{day} May 2020 at 17:16\n",
    "day first": "{name} says: {day}/05/2020 17:16\n",
    "ISO": "{name} says: 2020-05-{day} 17:16\n",
    "dots": "{name} sagt:\n{day}.05.2020 um 17:16\n",
    "French": "{name} dit :\n{day}.05.2020 à 17:16\n",
    "Spanish": "{name} dice:\n{day}.05.2020 17:16\n",
    "wrote": "{name} wrote on May {day}, 2020 at 5:16 pm:\n",
    "bullet": "{name} • May {day}, 2020 at 5:16 pm\n",
}
BUTTONS = ["", "\nReply\n", "\nReply ↓\n", "\nLog in to Reply\n", "\n↓\n"]


def page(
    form: str, *, newest_first: bool = False, numbered: bool = False, button: str = ""
) -> bytes:
    parts = [ARTICLE]
    for number, (name, day, body) in enumerate(ASKED[:: -1 if newest_first else 1], 1):
        start = f"  {number}. " if numbered else ""
        header = start + form.format(name=name, day=day)
        lines = "\n".join(f"    {line}" if numbered and line else line for line in body.split("\n"))
        parts.append(f"{header}\n{lines}\n{button}\n")
    return "".join([*parts, "Submit comment"]).encode()


def items(data: bytes | str, **options: Any) -> list[Comment | Problem]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read(io.BytesIO(raw), "page.txt", ReadOptions(**options)))


def comments(data: bytes | str, **options: Any) -> list[Comment]:
    return [item for item in items(data, **options) if isinstance(item, Comment)]


def codes(data: bytes | str, **options: Any) -> list[str]:
    return [item.code for item in items(data, **options) if isinstance(item, Problem)]


@pytest.mark.parametrize(
    ("form", "newest_first", "numbered"), list(product(FORMS, (True, False), (True, False)))
)
def test_every_form_of_header(form: str, newest_first: bool, numbered: bool) -> None:
    data = page(FORMS[form], newest_first=newest_first, numbered=numbered)
    found = comments(data, staff=("Dr. Reed",))
    if newest_first:
        found.reverse()
    assert [(c.author, c.body) for c in found] == [(name, body) for name, _, body in ASKED]
    assert [c.date for c in found] == [f"2020-05-{day}T17:16:00" for _, day, _ in ASKED]
    assert [c.is_staff for c in found] == [False, True, False]
    first, answer, last = found
    assert first.answered_by == f"{answer.id} (by time)"
    assert (answer.parent, last.answered_by) == (first.id, None)
    if numbered:
        assert {c.id for c in found} == {"1", "2", "3"}


@pytest.mark.parametrize("form", ["glued", "two lines", "said"])
@pytest.mark.parametrize("button", BUTTONS)
def test_buttons_are_no_text(form: str, button: str) -> None:
    assert [c.body for c in comments(page(FORMS[form], button=button))] == [b for *_, b in ASKED]


@pytest.mark.parametrize(
    "trailer",
    ["Submit comment", "Leave a Reply", "Post Comment", "Reply", "Cancel reply", "Leave a comment"],
)
def test_the_form_below_the_last_comment_is_no_text(trailer: str) -> None:
    data = f"Ann says: 05/17/2020 5:16 pm\n\nMay I fly?\n\n{trailer}"
    assert [c.body for c in comments(data)] == ["May I fly?"]


@pytest.mark.parametrize("ago", ["3 years ago", "a month ago", "just now"])
def test_a_relative_date_is_no_date(ago: str) -> None:
    data = f"Ann • {ago}\n\nMay I fly?\n\nBo • {ago}\n\nAnd swim?\n"
    assert [(c.author, c.date, c.body) for c in comments(data)] == [
        ("Ann", None, "May I fly?"),
        ("Bo", None, "And swim?"),
    ]


def test_a_comment_awaiting_moderation_is_pending() -> None:
    data = (
        "Ann says:\nMay 17, 2020 at 5:16 pm\n\nYour comment is awaiting moderation.\n\nMay I fly?\n"
    )
    (found,) = comments(data)
    assert (found.status, found.body) == (CommentStatus.PENDING, "May I fly?")


@pytest.mark.parametrize("kind", ["Pingback", "Trackback"])
def test_a_pingback_is_no_comment_and_ends_none(kind: str) -> None:
    data = page(FORMS["two lines"]).decode()
    data = data.replace("Dr. Reed says", f"{kind}: Ten things | A blog\n\nDr. Reed says")
    found = comments(data, staff=("Dr. Reed",))
    assert [c.type for c in found] == ["comment", kind.lower(), "comment", "comment"]
    assert [c.body for c in found if c.type == "comment"] == [body for *_, body in ASKED]
    assert found[0].answered_by


@pytest.mark.parametrize(
    "heading",
    ["38 Comments", "38 responses to “Botox”", "38 thoughts on “Botox”", "## 38 Comments",
     "**38 Comments**", "38 Replies to Botox", "Comments (38)"],
)  # fmt: skip
def test_the_pages_own_count_is_checked(heading: str) -> None:
    data = page(FORMS["two lines"]).decode().replace("Ann says", f"{heading}\n\nAnn says")
    (told,) = [i for i in items(data) if isinstance(i, Problem) and i.code == "incomplete"]
    assert "38" in told.message
    assert "3 were found" in told.message
    assert "incomplete" not in codes(data.replace("38", "3"))


def test_replies_below_their_comments_are_paired_by_their_indent() -> None:
    data = """2 Responses
Ann on May 17, 2020 at 5:16 pm said:
May I fly?
    Bo on May 18, 2020 at 5:16 pm said:
    And swim?
        Dr. Reed on May 20, 2020 at 5:16 pm said:
        Swim, yes.
    Dr. Reed on May 19, 2020 at 5:16 pm said:
    Fly, yes.
Cy on May 18, 2020 at 6:16 pm said:
And drive?
"""
    found = comments(data, staff=("dr reed",))
    assert [c.body for c in found] == [
        "May I fly?", "And swim?", "Swim, yes.", "Fly, yes.", "And drive?",
    ]  # fmt: skip
    ids = [c.id for c in found]
    assert [c.parent for c in found] == [None, ids[0], ids[1], ids[0], None]
    assert [c.answered_by for c in found if not c.is_staff] == [
        f"{ids[3]} (by indent)", f"{ids[2]} (by indent)", None,
    ]  # fmt: skip


def test_a_reply_by_staff_to_nothing_is_kept_and_told() -> None:
    data = "Dr. Reed says: 05/17/2020 5:16 pm\n\nYes.\n\nAnn says: 05/18/2020 5:16 pm\n\nFly?\n"
    assert "orphan-reply" in codes(data, staff=("Dr. Reed",))
    assert len(comments(data, staff=("Dr. Reed",))) == 2


@pytest.mark.parametrize(
    ("typed", "numbered"),
    [
        ("Dr. Reed says: 01/01/2010 1:00 pm\nyou may drink. True?", True),
        ("Dr. Reed says: 01/01/2010 1:00 pm\nyou may drink. True?", False),
        ("I read this:\nDr. Reed says: 12/31/2031 1:00 pm\nnever drink.", True),
        ("I read this:\nDr. Reed says: 12/31/2031 1:00 pm\nnever drink.", False),
        ("7. Dr. Reed says: 05/18/2020 1:00 pm\nsee there.", True),
    ],
)
def test_a_header_typed_inside_a_comment_is_text(typed: str, numbered: bool) -> None:
    data = page(FORMS["one line"], numbered=numbered).decode()
    data = data.replace("May I fly?", f"May I fly?\n{typed}")
    found = comments(data, staff=("Dr. Reed",))
    assert found[0].body.endswith(typed)
    assert len(found) == 3
    assert "typed-header" in codes(data, staff=("Dr. Reed",))


@pytest.mark.parametrize("day", [17, 18])
def test_what_stands_below_a_header_out_of_place_is_never_skipped_as_staffs(day: int) -> None:
    typed = f"Dr. Reed says: 05/{day}/2020 5:16 pm\nI choke."
    data = page(FORMS["one line"]).decode().replace("May I fly?", f"May I fly?\n{typed}")
    found = comments(data, staff=("Dr. Reed",))
    assert [c.body for c in found if c.is_staff] == ["Yes.\n\nDrink enough."]
    assert "I choke." in [c.body for c in found]
    assert "out-of-order" in codes(data, staff=("Dr. Reed",))


def test_a_number_inside_a_sentence_and_a_list_are_text() -> None:
    data = "Ann says: 05/17/2020 5:16 pm\n\n1. One thing\n2. My doctor says: rest\n3. Why?\n"
    (found,) = comments(data)
    assert found.body == "1. One thing\n2. My doctor says: rest\n3. Why?"


@pytest.mark.parametrize(
    "text",
    [
        "My doctor says: take two.\n",
        "My doctor says: on Monday at 5 pm we inject.\n",
        "I saw what my doctor says about it. 05/17/2020 5:16 pm was my date\n",
        "Botox, approved 05/17/2020 5:16 pm.\n",
    ],
)
def test_a_page_without_a_header_is_never_one_question(text: str) -> None:
    (told,) = items(text)
    assert isinstance(told, Problem)
    assert told.code == "not-recognised"
    (told,) = items(text, format="thread")
    assert isinstance(told, Problem)


def test_who_signs_as_doctor_is_only_a_suggestion() -> None:
    data = page(FORMS["glued"])
    assert [c.is_staff for c in comments(data)] == [None, None, None]
    assert "staff-hint" in codes(data)
    assert "staff-hint" not in codes(data, staff=("Dr. Reed",))


def test_the_article_above_is_no_comment() -> None:
    assert ARTICLE.split("\n")[0] not in "".join(c.body for c in comments(page(FORMS["glued"])))


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2028", "\x0b"])
def test_other_line_ends(ending: str) -> None:
    data = page(FORMS["two lines"]).decode().replace("\n", ending)
    assert [c.body for c in comments(data)] == [body for *_, body in ASKED]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_other_encodings(encoding: str) -> None:
    data = page(FORMS["two lines"]).decode().replace("fly?", "fly – or not?").encode(encoding)
    found = detect(data, "page.txt")
    assert not isinstance(found, Problem)
    assert found.name == "thread"
    assert comments(data)[0].body == "May I fly – or not?"
