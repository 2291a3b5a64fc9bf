"""Drafts: exact headers, harmless values, the same bytes every time, and who gets one."""

from __future__ import annotations

import mailbox
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.decisions import Action, Decision, Key
from triage.drafts import Decided, Draft, DraftOptions, compose, plan, wanted
from triage.model import Case, Comment, Disposition, Location, Problem

BODY_HEADERS = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding"]


def case(**given: Any) -> Case:
    fields = {"id": "12", "author": "Ann Lee", "email": "ann@mail.org", "source": Location("f", 3)}
    comment = Comment(**{"body": "May I fly?", **fields, **given})
    return Case(comment, Disposition.CHECK, entries=("fly",), reply="You may.\n\nNo advice.")


def drafted(one: Case, **options: Any) -> Draft:
    draft = compose(one, DraftOptions(**options))
    assert isinstance(draft, Draft), draft
    return draft


def parsed(draft: Draft) -> EmailMessage:
    message = message_from_bytes(draft.data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text(draft: Draft) -> str:
    content = parsed(draft).get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def test_a_whole_draft() -> None:
    comment = {
        "date": "2012-05-17T17:16:00",
        "subject": "Moving & driving",
        "url": "https://clinic.org/driving#comment-12",
        "body": "May I fly? " + "Really, " * 12 + "\n\nÜber alles?",
    }
    draft = drafted(case(**comment), sender="A Clinic <desk@clinic.org>", clinic="A Clinic")
    assert draft.name == "0001-12.eml"
    assert draft.data.decode("ascii").replace("\r\n", "\n") == (
        "X-Unsent: 1\n"
        'From: "A Clinic" <desk@clinic.org>\n'
        'To: "Ann Lee" <ann@mail.org>\n'
        "Subject: Re: Moving & driving\n"
        "MIME-Version: 1.0\n"
        'Content-Type: text/plain; charset="utf-8"\n'
        "Content-Transfer-Encoding: quoted-printable\n"
        "\n"
        "Hello Ann Lee,\n"
        "\n"
        "You may.\n"
        "\n"
        "No advice.\n"
        "\n"
        "A Clinic\n"
        "\n"
        'Your comment on "Moving & driving" (https://clinic.org/driving#comment-12):\n'
        "\n"
        "On May 17, 2012, Ann Lee wrote:\n"
        "> May I fly? Really, Really, Really, Really, Really, Really, Really,\n"
        "> Really, Really, Really, Really, Really,\n"
        ">\n"
        "> =C3=9Cber alles?\n"
    )


def test_line_ends_are_those_of_mail() -> None:
    data = drafted(case()).data
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 78


def test_what_is_not_known_is_absent() -> None:
    assert parsed(drafted(case(email=None))).keys() == ["X-Unsent", "Subject", *BODY_HEADERS]
    assert not drafted(case(email=None)).recipient


def test_nothing_for_a_pipe_has_a_recipient() -> None:
    draft = drafted(case(), recipients=False)
    assert "To" not in parsed(draft).keys()  # noqa: SIM118
    assert not draft.recipient


def test_a_mail_is_answered_in_its_thread() -> None:
    one = case(message_id="<m1@mail.org>", references="<m0@clinic.org> junk <a@b\ufeff>")
    message = parsed(drafted(one))
    assert message["In-Reply-To"] == "<m1@mail.org>"
    assert message["References"] == "<m0@clinic.org> <m1@mail.org>"


def test_the_quote_of_a_mail_is_the_whole_of_it() -> None:
    one = case(message_id="<m1@mail.org>", extra={"whole_text": "New.\n\n> old"})
    assert text(drafted(one)).endswith("Ann Lee wrote:\n> New.\n>\n> > old\n")


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        (None, "Re: your question"),
        ("Re: RE:  Aw: Visit", "Re: Visit"),
        ("  two\nlines ", "Re: two lines"),
        ("x" * 300, "Re: " + "x" * 195 + "…"),
    ],
)
def test_subjects(subject: str | None, shown: str) -> None:
    assert parsed(drafted(case(subject=subject)))["Subject"] == shown


@pytest.mark.parametrize(
    ("author", "greeting"),
    [
        ("Ann Lee", "Hello Ann Lee,"),
        (None, "Hello,"),
        ("", "Hello,"),
        ("buy at http://x.org", "Hello,"),
        ("Anonymous", "Hello,"),
        ("O'Neil", "Hello O'Neil,"),
    ],
)
def test_greetings(author: str | None, greeting: str) -> None:
    assert text(drafted(case(author=author))).startswith(f"{greeting}\n\nYou may.")


def test_a_long_message_is_cut_in_the_quote() -> None:
    shown = text(drafted(case(body="line\n" * 500)))
    assert shown.count("> line\n") == 200
    assert shown.endswith("> [cut]\n")


@pytest.mark.parametrize("kind", ["eml", "mbox", "maildir"])
@pytest.mark.parametrize("field", ["author", "subject", "email", "date", "id", "url"])
@pytest.mark.parametrize(
    "hostile",
    [
        "Hi =?utf-8?q?=0ABcc:_evil=40x.org?=",
        "Hi ==??utf-8?q?=0ABcc:_evil=40x.org?=",
        "=\u200b?utf-8?q?=0ABcc:_evil=40x.org?=",
        "a\r\nBcc: evil@x.org",
        "a\nBcc: evil@x.org",
        "a\u2028Bcc: evil@x.org",
        "a\x85Bcc: evil@x.org",
        "a\x0bBcc: evil@x.org\x00",
        "ann@mail.org, evil@x.org",
        '"x" <evil@x.org>, y',
        "undisclosed: evil@x.org;",
        "half \ud800",
        "back\\",
        "../../etc/passwd",
    ],
)
def test_no_value_can_become_a_header(kind: str, field: str, hostile: str) -> None:
    draft = compose(case(**{field: hostile}), DraftOptions(kind=kind))
    assert isinstance(draft, Draft)
    message = parsed(draft)
    allowed = {"X-Unsent", "To", "Subject", "Date", "Message-ID", *BODY_HEADERS}
    assert set(message.keys()) <= allowed
    head = draft.data.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    assert b"\nbcc" not in head.lower()
    assert b"\0" not in draft.data
    if field == "email":
        assert "To" not in message.keys()  # noqa: SIM118
    else:
        assert [each.addr_spec for each in message["To"].addresses] == ["ann@mail.org"]
    assert "/" not in draft.name
    assert draft.name.isascii()


hostile = st.text(st.sampled_from('a =?<>@,;:"\\()\r\n\0é.\u2028\u200b\u202e') | st.characters())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(author=hostile, subject=hostile, body=hostile, ident=hostile, references=hostile)
def test_any_comment_gives_the_intended_headers_twice(
    author: str, subject: str, body: str, ident: str, references: str
) -> None:
    one = case(author=author, subject=subject, body=body, id=ident, references=references)
    first, second = drafted(one), drafted(one)
    assert first == second
    expected = ["X-Unsent", "To", "Subject", *BODY_HEADERS]
    assert parsed(first).keys() == expected
    assert [each.addr_spec for each in parsed(first)["To"].addresses] == ["ann@mail.org"]


@pytest.mark.parametrize("sender", ["nobody", "a@b.org, c@d.org", "x <y z@b.org>"])
def test_a_sender_must_be_one_address(sender: str) -> None:
    found = compose(case(), DraftOptions(sender=sender))
    assert isinstance(found, Problem)
    assert found.code == "sender"


def test_no_reply_no_draft() -> None:
    found = compose(Case(Comment("x"), Disposition.NO_MATCH), DraftOptions())
    assert isinstance(found, Problem)
    assert found.code == "no-reply"


def undecided(*cases: Case) -> list[Decided]:
    return [Decided(each) for each in cases]


APPROVAL = Decision(Key("f", "f:3", "12"), Action.CONFIRM, "Ann", "2026-03-01T12:00:00Z", "c")


@pytest.mark.parametrize("disposition", list(Disposition))
def test_only_send_and_check_are_drafted_without_a_person(disposition: Disposition) -> None:
    one = Case(Comment("x"), disposition, reply="text")
    drafted_ones = (Disposition.SEND, Disposition.CHECK)
    assert wanted(Decided(one), DraftOptions()) is (disposition in drafted_ones)


@pytest.mark.parametrize("disposition", list(Disposition))
def test_an_approved_reply_is_drafted_but_to_an_emergency(disposition: Disposition) -> None:
    one = Case(Comment("x"), disposition, reply="text")
    never = (Disposition.EMERGENCY, Disposition.CRISIS)
    assert wanted(Decided(one, APPROVAL), DraftOptions()) is (disposition not in never)


def test_what_is_left_out_is_counted() -> None:
    cases = [
        Decided(case(id="1"), APPROVAL),
        Decided(case(id="2", answered_by="9 (by time)"), APPROVAL),
        Decided(case(id="3")),
        Decided(case(id="4"), held=True, outdated=True),
    ]
    made = plan(cases, DraftOptions(reviewed_only=True))
    assert [line["id"] for line in made.manifest] == ["1"]
    assert made.left_out == {"answered": 1, "unreviewed": 1, "held": 1}
    assert made.outdated == 1
    made = plan(cases, DraftOptions(include_answered=True))
    assert [line["id"] for line in made.manifest] == ["1", "2", "3"]
    assert [line["reviewed"] for line in made.manifest] == [True, True, False]


def test_the_manifest_says_who_confirmed_and_when() -> None:
    (line,) = plan([Decided(case(), APPROVAL)], DraftOptions()).manifest
    assert (line["action"], line["by"], line["at"]) == ("confirm", "Ann", "2026-03-01T12:00:00Z")
    assert "Lee" not in str(line)
    assert "mail.org" not in str(line)


def test_a_refused_draft_is_told_and_the_others_go_on() -> None:
    wrong = replace(case(id="1"), reply=None)
    made = plan(undecided(wrong, case(id="2")), DraftOptions(sender="nobody"))
    assert [problem.code for problem in made.problems] == ["sender"]
    assert made.files == ()


def test_a_plan_names_private_files() -> None:
    made = plan(undecided(case(id="a/b"), case(id="é" * 300)), DraftOptions())
    assert [file.path for file in made.files] == ["0001-a-b.eml", "0002-comment.eml"]
    assert {file.mode for file in made.files} == {0o600}
    assert made.manifest[0]["file"] == "0001-a-b.eml"
    assert made.manifest[0]["recipient"] is True


def test_a_maildir_is_read_as_drafts(tmp_path: Path) -> None:
    made = plan(undecided(case(), case(id="13")), DraftOptions(kind="maildir", now=86400))
    for folder in made.folders:
        (tmp_path / folder).mkdir()
    for file in made.files:
        (tmp_path / file.path).write_bytes(file.data)
    box = mailbox.Maildir(tmp_path, create=False)
    assert [message.get_flags() for message in box] == ["DS", "DS"]
    assert {message["Date"] for message in box} == {"Fri, 02 Jan 1970 00:00:00 -0000"}


def test_an_mbox_keeps_its_messages_apart(tmp_path: Path) -> None:
    one = case(body="x", author="From here")
    reply = Case(one.comment, Disposition.SEND, reply="From now on, rest.\n\nFrom me.")
    made = plan(undecided(reply, case(id="13")), DraftOptions(kind="mbox"))
    (file,) = made.files
    (tmp_path / file.path).write_bytes(file.data)
    box = mailbox.mbox(tmp_path / file.path)
    assert len(box) == 2
    ids = [message["Message-ID"] for message in box]
    box.close()
    assert len(set(ids)) == 2
    assert all(each.endswith("@triage.invalid>") for each in ids)
