"""Mail: what is new in it, what must never be lost, what cannot be decoded."""

from __future__ import annotations

import io
from email.message import EmailMessage
from typing import Any

import pytest

from triage.model import Comment, CommentStatus, Problem
from triage.readers import ReadOptions, read
from triage.readers.history import new_part

HEAD = "From: Ann Lee <ann@mail.org>\nSubject: {}\nMessage-ID: <m1@mail.org>\n"


def items(data: bytes | str, kind: str = "eml") -> list[Comment | Problem]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read(io.BytesIO(raw), "in", ReadOptions(format=kind)))


def only(data: bytes | str, kind: str = "eml") -> Comment:
    (found,) = [item for item in items(data, kind) if isinstance(item, Comment)]
    return found


def told(data: bytes | str, kind: str = "eml") -> list[str]:
    return [item.message for item in items(data, kind) if isinstance(item, Problem)]


def letter(body: str, subject: str = "Question", more: str = "") -> str:
    return f"{HEAD.format(subject)}{more}\n{body}"


@pytest.mark.parametrize(
    ("body", "new"),
    [
        ("New?\n\nOn Monday, the desk wrote:\n> old\n>\n> older\n", "New?"),
        ("New?\n\nOn Monday, the desk\n<desk@clinic.org> wrote:\n> old\n", "New?"),
        ("New?\n\nAm Mo., 3. Feb. 2020 schrieb Praxis <p@clinic.org>:\n> alt\n", "New?"),
        ("New?\n\nLe 3 février, Accueil <a@clinic.org> a écrit :\n> ancien\n", "New?"),
        ("New?\n\n> On Monday, the desk wrote:\n>\n> old", "New?"),
        ("New?\n-- \nAnn\nMail Street 5", "New?"),
        ("New?\n-- \nAnn\n\nOn Monday, the desk wrote:\n> old", "New?"),
        ("New?\n\nOn Monday, the desk wrote:\n> old\n\n-- \nAnn", "New?"),
        ("New?\n-- \nSent from my phone", "New?"),
        ("New?\n\n-----Original Message-----\nFrom: desk\nold", "New?"),
        ("New?\n\n_____\nFrom: Desk\nSent: Monday\nTo: Ann\nSubject: x\n\nold", "New?"),
        ("New?\n\n*From:* Desk\n*Date:* Monday\n*To:* Ann\n\nold", "New?"),
        ("Neu?\n\nVon: Praxis\nGesendet: Montag\nAn: Ann\nBetreff: x\n\nalt", "Neu?"),
    ],
)
def test_what_is_surely_history_or_signature_goes(body: str, new: str) -> None:
    assert new_part(body).strip() == new


@pytest.mark.parametrize(
    "body",
    [
        "New?\n--\nand I choke",
        "New?\n-- \nI cannot swallow since Monday",
        "New?\n-- \nwhat about the choking?",
        "New?\n> 15 headache days a month",
        "> Does it hurt?\nYes, badly.\n> Where?\nHere.",
        "> all of it\n> is quoted",
        "On Monday, the desk wrote:\n> all of it\n> is quoted",
        "On Monday, the desk wrote:\n> old\n\nMy answer is here.",
        "See my answers below.\n\nOn Monday, the desk wrote:\n> pain? YES, I choke",
        "FYI\n\nFrom: Mum\nSent: Monday\nTo: Ann\n\nI cannot breathe",
        "I fell.\nMy doctor wrote:\n> no driving",
        "On Monday I fell.\nThe doctor I saw wrote:\n> no driving",
        "For you:\n\n---------- Forwarded message ---------\nFrom: Mum\nI cannot breathe",
        "Begin forwarded message:\n\nFrom: Mum\nDate: Monday\nTo: Ann\n\nI cannot breathe",
        "I read -----Original Message-----\nand did not understand it.",
        "From: what I know, to: nothing",
    ],
)
def test_in_doubt_all_of_a_mail_is_read(body: str) -> None:
    assert new_part(body) == body


@pytest.mark.parametrize("quoted", ["Ann Lee", "Lee, A. <ann@mail.org>"])
@pytest.mark.parametrize(
    "history",
    ["On Monday, {} wrote:\n> I cannot swallow", "From: {}\nSent: Monday\nTo: Desk\n\nI choke"],
)
def test_the_writers_own_words_are_read_again(quoted: str, history: str) -> None:
    body = "Any news?\n\n" + history.format(quoted)
    assert only(letter(body)).body == body


def test_a_mail_sent_on_is_read_whole() -> None:
    body = "Please read.\n\nFrom: Mum\nSent: Monday\nTo: Ann\n\nI cannot breathe"
    assert only(letter(body, "Fwd: help")).body == body
    assert only(letter(body, "Re: help")).body == "Please read."


def test_the_whole_text_is_kept_beside_the_new_part() -> None:
    body = "May I fly?\n\nOn Monday, the desk wrote:\n> Can you choke?\n"
    found = only(letter(body))
    assert found.body == "May I fly?"
    assert found.extra["whole_text"].strip() == body.strip()


def test_a_quote_in_html_is_a_quote() -> None:
    html = (
        "<div>May I fly?</div><div>On Monday, the desk wrote:<br></div>"
        "<blockquote>Call if you choke.<blockquote>older</blockquote></blockquote>"
    )
    found = only(letter(html, more="Content-Type: text/html\n"))
    assert found.body == "May I fly?"
    assert "> Call if you choke.\n>\n> > older" in found.extra["whole_text"].replace("> \n", ">\n")


@pytest.mark.parametrize(
    ("more", "body"),
    [
        ("Content-Transfer-Encoding: base64\n", "=\n"),
        ("Content-Transfer-Encoding: base64\nContent-Type: text/html\n", "PGltZz4="),
        ("Content-Type: text/html\n", "<img src='letter.png'>"),
        ("Content-Type: multipart/encrypted; boundary=b\n",
         "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_decoded_is_a_problem_never_blank(more: str, body: str) -> None:
    (found,) = items(letter(body, "", more))
    assert isinstance(found, Problem)
    assert found.code == "no-body"
    box = f"From a@b.org Thu Feb 13 09:30:00 2020\n{letter(body, '', more)}\n"
    (found,) = items(box, "mbox")
    assert isinstance(found, Problem)


def test_a_parameter_with_a_long_name_ends() -> None:
    # Writing such a header out again does not end in the standard library (CPython 3.11).
    more = f"Content-Type: multipart/mixed; b{'H' * 200}y=b\n"
    (found,) = items(letter("--b\nContent-Type: text/plain\n\nMay I fly?\n--b--\n", "", more))
    assert isinstance(found, Problem) or "May I fly?" in found.body


def test_an_undecodable_text_is_a_problem_although_the_subject_asks() -> None:
    (found,) = items(letter("=\n", "May I fly?", "Content-Transfer-Encoding: base64\n"))
    assert isinstance(found, Problem)
    assert "decoded" in found.message


def test_a_mail_that_says_all_in_its_subject_is_read() -> None:
    assert only(letter("\n", "Re: May I fly?")).body == "May I fly?"


@pytest.mark.parametrize("subject", ["", "Re:", "Re: Fwd: "])
def test_a_mail_with_nothing_in_it_is_told(subject: str) -> None:
    (found,) = items(letter(" \n", subject))
    assert isinstance(found, Problem)
    assert found.code == "no-body"


def test_text_below_a_picture_is_read() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "ann@mail.org", "Photo"
    mail.set_content("Here is my eyelid.")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    mail.add_attachment("And I cannot swallow.", disposition="inline")
    found = only(bytes(mail))
    assert found.body == "Here is my eyelid.\n\n\nAnd I cannot swallow."
    assert any("attachments were not read" in message for message in told(bytes(mail)))


def test_a_mail_attached_to_a_mail_is_read() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "mum@mail.org", "x"
    inner.set_content("I cannot breathe.")
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "ann@mail.org", "Mum"
    mail.set_content("Please see.")
    mail.add_attachment(inner)
    assert only(bytes(mail)).body == "Please see.\n\n\nForwarded message:\n\nI cannot breathe."


@pytest.mark.parametrize(
    ("plain", "html", "body"),
    [
        ("May I fly?", "<p>May I <b>fly</b>?</p>", "May I fly?"),
        ("HTML only.", "<p>I cannot swallow since the injection, is it normal?</p>",
         "I cannot swallow since the injection, is it normal?"),
        ("", "<p>May I fly?</p>", "May I fly?"),
    ],
)  # fmt: skip
def test_of_two_forms_of_a_text_the_one_that_says_it_is_read(
    plain: str, html: str, body: str
) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "ann@mail.org", "x"
    mail.set_content(plain)
    mail.add_alternative(html, subtype="html")
    assert only(bytes(mail)).body == body


@pytest.mark.parametrize(
    ("charset", "text", "body", "doubt"),
    [
        ("shift_jis", "頭痛".encode("shift_jis"), "頭痛", ""),
        ("iso-2022-jp", "頭痛".encode("iso-2022-jp"), "頭痛", ""),
        ("ks_c_5601-1987", "두통".encode("euc-kr"), "두통", ""),
        ("x-own", b"fl\xc3\xbcy?", "flüy?", "unknown character set"),
        ("punycode", b"fly?", "fly?", "unknown character set"),
        ("utf-8", b"fl\xfcy?", "fl\ufffdy?", "do not fit"),
        ("us-ascii", b"it\x92s?", "it’s?", "Windows-1252"),
        ("us-ascii", "it’s?".encode(), "it’s?", ""),
    ],
)
def test_character_sets(charset: str, text: bytes, body: str, doubt: str) -> None:
    head = HEAD.format("x") + f"Content-Type: text/plain; charset={charset}\n\n"
    data = head.encode() + text
    assert only(data).body == body
    assert bool(doubt) == bool(told(data))
    assert doubt in "".join(told(data))


@pytest.mark.parametrize(
    "headers",
    [
        "From: Ann <a@mail.org>\nFrom: Bo <b@mail.org>\n",
        "From: Ann <a@mail.org>\nTo: =?utf-8?B?5L2?= <x@y\n z@q>\n",
        "From: Ann <a@mail.org>\nDate: Pn, 29 paX 2007 21:13:00\n",
        "From: Ann <a@mail.org>\nSubject:\nReply-To:\nReferences: <\n",
        "From: Ann <a@mail.org>\nReferences: <a@b.org> {nonsense <c\n",
    ],
)
def test_headers_that_break_the_rules_cost_no_message(headers: str) -> None:
    found = only(f"{headers}Message-ID: <m@mail.org>\n\nMay I fly?\n")
    assert (found.author, found.email, found.body) == ("Ann", "a@mail.org", "May I fly?")


def test_damaged_base64_is_told() -> None:
    data = letter("TWF5IEk*gZmx5Pw==", more="Content-Transfer-Encoding: base64\n")
    assert only(data).body
    assert any("damaged" in message for message in told(data))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Auto-Submitted: auto-replied", "auto-reply"),
        ("Content-Type: multipart/report; boundary=b", "auto-reply"),
        ("Auto-Submitted: auto-generated", "comment"),
        ("Precedence: list", "comment"),
        ("Auto-Submitted: no", "comment"),
    ],
)
def test_only_a_machines_own_answers_are_no_comment(header: str, kind: str) -> None:
    body = "--b\n\nAway.\n--b--\n" if "report" in header else "Away."
    assert only(letter(body, more=header + "\n")).type == kind


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("X-Gmail-Labels: Inbox,Unread", CommentStatus.APPROVED),
        ("X-Gmail-Labels: Trash", CommentStatus.TRASH),
        ("X-Gmail-Labels: Spam,Unread", CommentStatus.SPAM),
        ("X-Mozilla-Status: 0009", CommentStatus.TRASH),
        ("X-Mozilla-Status: 0001", CommentStatus.APPROVED),
        ("X-Status: AD", CommentStatus.TRASH),
        ("Status: RO", CommentStatus.APPROVED),
    ],
)
def test_what_the_mail_program_says_of_a_message(header: str, status: CommentStatus) -> None:
    assert only(letter("x", more=header + "\n")).status is status


@pytest.mark.parametrize(
    ("headers", "parent", "references"),
    [
        ("In-Reply-To: <m0@c.org>\nReferences: <a@c.org>\n <m0@c.org>\n",
         "m0@c.org", "<a@c.org> <m0@c.org>"),
        ("In-Reply-To: Your message of Monday <m0@c.org>\n", "m0@c.org", None),
        ("References: <a@c.org> junk <m0@c.org>\n", "m0@c.org", "<a@c.org> <m0@c.org>"),
        ("In-Reply-To: nothing\n", None, None),
    ],
)  # fmt: skip
def test_a_reply_knows_what_it_answers(
    headers: str, parent: str | None, references: str | None
) -> None:
    box = (
        "From a@b.org Thu Feb 13 09:30:00 2020\nFrom: desk@c.org\nMessage-ID: <m0@c.org>\n\nHi\n\n"
    )
    box += f"From a@b.org Thu Feb 13 09:30:00 2020\n{letter('Thanks?', more=headers)}"
    found = [item for item in items(box, "mbox") if isinstance(item, Comment)][1]
    assert (found.parent, found.references) == (parent, references)
    assert found.message_id == "<m1@mail.org>"


def test_a_paragraph_that_begins_with_from_splits_no_mailbox() -> None:
    box = "From 123@xxx Thu Feb 13 09:30:00 2020\n" + letter(
        "I asked.\n\nFrom January to May 2019\nI slept badly.\n"
    )
    assert only(box, "mbox").body == "I asked.\n\nFrom January to May 2019\nI slept badly."


def test_a_line_without_end_in_a_mailbox_is_read_in_pieces() -> None:
    box = "From 123@xxx Thu Feb 13 09:30:00 2020\n" + letter("x" * (3 << 20))
    assert only(box, "mbox").body.startswith("xxx")


@pytest.mark.parametrize(
    "name",
    ["Ann\r\nBcc: evil@x.org", "=?utf-8?q?Ann=0ABcc:_evil=40x.org?=", "Ann\u2028Bcc: evil@x.org",
     "Ann\x0bBcc: e", "Ann\x00", "\x1b]0;Ann\x07", "Ann\u202e"],
)  # fmt: skip
def test_no_header_is_smuggled_in_a_name_or_subject(name: str) -> None:
    folded = name.replace("\r\n", "\r\n ")
    data = f"From: {folded} <ann@mail.org>\nSubject: {folded}\n\nMay I fly?\n"
    found = only(data)
    fields: list[Any] = [found.author, found.subject, found.email, found.message_id]
    for text in filter(None, fields):
        assert text.isprintable()


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        ("=?utf-8?q?Ann=0ABcc:_evil=40x.org?= <ann@mail.org>", "Ann Bcc: evil@x.org"),
        ("=?utf-8?q?evil=40x.org=2C?= <ann@mail.org>", "evil@x.org,"),
        ("=?utf-8?q?Lee=2C_Ann?= <ann@mail.org>", "Lee, Ann"),
        ('"Lee, Ann" <ann@mail.org>', "Lee, Ann"),
        ("=?utf-8?b?SsO2cmc=?= <ann@mail.org>", "Jörg"),
        ("ann@mail.org (Ann Lee)", "ann"),
        ("Ann <ann@mail.org>, evil@x.org", "Ann"),
        ("Ann: <ann@mail.org>", "Ann:"),
    ],
)
def test_a_name_cannot_change_the_address(sender: str, author: str) -> None:
    found = only(f"From: {sender}\nSubject: x\n\nMay I fly?\n")
    assert (found.author, found.email) == (author, "ann@mail.org")


@pytest.mark.parametrize(
    ("headers", "email", "doubt"),
    [
        ("Reply-To: home@mail.org\n", "home@mail.org", False),
        ("Reply-To: home@elsewhere.org\n", "home@elsewhere.org", True),
        ("Reply-To: ann@mail.org\n", "ann@mail.org", False),
        ("To: Group <list@c.org>\nReply-To: list@c.org\n", "ann@mail.org", False),
        ("To: desk@c.org\nCc: LIST@c.org\nReply-To: list@c.org\n", "ann@mail.org", False),
    ],
)
def test_an_answer_goes_to_the_writer_alone(headers: str, email: str, doubt: bool) -> None:
    data = letter("May I fly?", more=headers)
    assert only(data).email == email
    assert any("Reply-To" in message for message in told(data)) == doubt
