"""Other services' JSON: what is known is mapped, what holds no patient's text is refused."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.model import Comment, CommentStatus, Problem
from triage.readers import ReadOptions, read, stands_for_record

VIDEO = {"extractor": "youtube", "webpage_url": "https://v.org/watch?v=1", "title": "Our talk"}
TICKET = {"id": 5, "subject": "Visit", "description": "May I fly?", "requester_id": 7,
          "created_at": "2020-02-13T09:30:00Z", "status": "pending"}  # fmt: skip
NOTE = {"id": 9, "author_id": 8, "body": "Call her.", "public": False}
WRITTEN = {"id": 10, "author_id": 7, "body": "And swim?", "public": True}
USERS = [{"id": 7, "name": "Ann", "email": "ann@mail.org", "role": "end-user"},
         {"id": 8, "name": "Desk", "role": "agent"}]  # fmt: skip


def items(value: Any, kind: str = "json") -> list[Comment | Problem]:
    data = json.dumps(value).encode()
    return list(read(io.BytesIO(data), "in.json", ReadOptions(format=kind)))


def comments(value: Any) -> list[Comment]:
    return [item for item in items(value) if isinstance(item, Comment)]


def codes(value: Any) -> list[str]:
    return [item.code for item in items(value) if isinstance(item, Problem)]


def test_comments_below_a_video() -> None:
    first, second = comments({**VIDEO, "comments": [
        {"id": "a", "parent": "root", "text": "May I fly?", "author": "Ann",
         "timestamp": 1581586200, "author_is_uploader": False},
        {"id": "b", "parent": "a", "text": "Yes.", "author": "Us", "author_is_uploader": True},
    ]})  # fmt: skip
    assert (first.id, first.author, first.parent, first.is_staff) == ("a", "Ann", None, None)
    assert (first.date, first.subject) == ("2020-02-13T09:30:00Z", "Our talk")
    assert first.url == "https://v.org/watch?v=1&lc=a"
    assert first.answered_by == "b (by parent)"
    assert (second.parent, second.is_staff) == ("a", True)


@pytest.mark.parametrize("more", [{}, {"comments": None}])
def test_a_video_saved_without_its_comments(more: dict[str, Any]) -> None:
    (told,) = items({**VIDEO, **more})
    assert isinstance(told, Problem)
    assert "--write-comments" in told.hint


@pytest.mark.parametrize("moment", [1e300, -1e18, True, "x", None])
def test_a_moment_that_is_none(moment: Any) -> None:
    value = {**VIDEO, "comments": [{"id": "a", "text": "x", "timestamp": moment}]}
    assert comments(value)[0].date is None


@pytest.mark.parametrize("value", [
    TICKET, {"ticket": TICKET}, {"tickets": [TICKET]}, {"tickets": [{**TICKET, "comments": []}]},
])  # fmt: skip
def test_a_ticket_is_its_first_message(value: dict[str, Any]) -> None:
    (found,) = comments({**value, "users": USERS})
    assert (found.id, found.body, found.subject) == ("5", "May I fly?", "Visit")
    assert found.date == "2020-02-13T09:30:00Z"


def test_a_tickets_writer_is_known_by_the_users_list() -> None:
    (found,) = comments({"tickets": [TICKET], "users": USERS})
    assert (found.author, found.email, found.is_staff) == ("Ann", "ann@mail.org", False)


def test_a_deleted_ticket_is_marked() -> None:
    assert comments({**TICKET, "status": "deleted"})[0].status is CommentStatus.DELETED


def test_a_note_among_staff_is_no_comment() -> None:
    note, written = comments({"comments": [NOTE, WRITTEN], "users": USERS})
    assert (note.type, note.is_staff, note.author) == ("note", True, "Desk")
    assert (written.type, written.is_staff, written.author) == ("comment", False, "Ann")
    assert comments(NOTE)[0].type == "note"


def test_a_ticket_in_html_is_text() -> None:
    (found,) = comments({**TICKET, "description": "<p>May I</p><p>fly?</p>"})
    assert found.body == "May I\n\nfly?"


def test_commento() -> None:
    value = {
        "version": 1,
        "comments": [
            {"commentHex": "a", "domain": "c.org", "url": "/p", "commenterHex": "u",
             "markdown": "May I fly?", "parentHex": "root", "state": "unapproved"},
            {"commentHex": "b", "commenterHex": "m", "markdown": "", "html": "<p>Yes.</p>",
             "parentHex": "a", "state": "approved"},
            {"commentHex": "c", "commenterHex": "anonymous", "markdown": "x", "deleted": True},
        ],
        "commenters": [
            {"commenterHex": "u", "name": "Ann", "email": "ann@mail.org"},
            {"commenterHex": "m", "name": "Desk", "isModerator": True},
        ],
    }  # fmt: skip
    asked, answer, gone = comments(value)
    assert (asked.author, asked.email, asked.url) == ("Ann", "ann@mail.org", "https://c.org/p")
    assert (asked.status, asked.answered_by) == (CommentStatus.PENDING, "b (by parent)")
    assert (answer.body, answer.is_staff) == ("Yes.", True)
    assert (gone.author, gone.status) == (None, CommentStatus.DELETED)


def test_threads_with_their_comments() -> None:
    value = [
        {
            "id": "/p/",
            "title": "Botox",
            "comments": [
                {"author": "Ann", "created": "2020-02-13 09:30:00", "id": 1, "text": "May I fly?"}
            ],
        }
    ]
    (found,) = comments(value)
    assert (found.body, found.subject, found.author) == ("May I fly?", "Botox", "Ann")


def communication(*payload: Any, **more: Any) -> dict[str, Any]:
    return {"resourceType": "Communication", "id": "c1", "payload": list(payload), **more}


def test_a_communication() -> None:
    asked = communication({"contentString": "May I fly?"}, {"contentReference": {}},
                          sender={"reference": "Patient/7", "display": "Ann"},
                          sent="2020-02-13T09:30:00Z", topic={"text": "Visit"})  # fmt: skip
    answer = {**communication({"contentString": "Yes."}, inResponseTo=[{"reference": "X/c1"}]),
              "id": "c2", "sender": {"reference": "https://c.org/Practitioner/1"}}  # fmt: skip
    bundle = {
        "resourceType": "Bundle",
        "entry": [
            {"resource": {"resourceType": "Patient"}},
            {"resource": asked},
            {"resource": answer},
        ],
    }
    first, second = comments(bundle)
    assert (first.id, first.body, first.author, first.is_staff) == (
        "c1",
        "May I fly?",
        "Ann",
        False,
    )
    assert (first.date, first.subject) == ("2020-02-13T09:30:00Z", "Visit")
    assert (second.is_staff, second.parent) == (True, "c1")
    assert first.answered_by == "c2 (by parent)"
    assert [c.body for c in comments([asked])] == ["May I fly?"]


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (communication({"contentAttachment": {"title": "letter.pdf"}}), "no-body"),
        (communication(), "no-body"),
        ({"resourceType": "CommunicationRequest", "payload": []}, "unsupported"),
        ({"resourceType": "\x1b]0;x"}, "unsupported"),
        ({"resourceType": "QuestionnaireResponse", "item": []}, "no-body"),
    ],
)
def test_health_records_without_a_patients_text(record: dict[str, Any], code: str) -> None:
    assert codes(record) == [code]


def test_an_attachment_beside_a_text_is_told() -> None:
    record = communication({"contentString": "See."}, {"contentAttachment": {}})
    assert "attachment" in codes(record)
    assert len(comments(record)) == 1


def test_what_was_entered_in_error_is_marked() -> None:
    record = communication({"contentString": "x"}, status="entered-in-error")
    assert comments(record)[0].status is CommentStatus.DELETED


@pytest.mark.parametrize(
    ("question", "answer", "body"),
    [
        ("What is it about?", "May I fly after Botox?", "May I fly after Botox?"),
        ("Trouble swallowing?", "yes", "Trouble swallowing? yes"),
        ("Trouble swallowing?", "No.", "No."),
        (None, "yes", "yes"),
    ],
)
def test_a_form(question: str | None, answer: str, body: str) -> None:
    item = {"linkId": "1.1", "text": question, "answer": [{"valueString": answer}]}
    nested = {"linkId": "1", "item": [{"answer": [{"valueBoolean": True, "item": [item]}]}]}
    record = {"resourceType": "QuestionnaireResponse", "item": [nested], "authored": "2020-02-13"}
    (found,) = comments(record)
    assert (found.body, found.date) == (body, "2020-02-13")


def test_who_only_recorded_a_form_did_not_write_it() -> None:
    item = {"linkId": "1", "answer": [{"valueString": "May I fly after Botox?"}]}
    record = {
        "resourceType": "QuestionnaireResponse",
        "item": [item],
        "author": {"reference": "Practitioner/1"},
        "subject": {"reference": "Patient/1"},
    }
    (found,) = comments(record)
    assert not found.is_staff
    (found,) = comments({**record, "source": {"reference": "Practitioner/1"}})
    assert found.is_staff


def test_health_records_one_a_line() -> None:
    record = communication({"contentString": "May I fly?"})
    data = (json.dumps(record) + "\n" + json.dumps({**record, "id": "c2"})).encode()
    found = list(read(io.BytesIO(data), "in.ndjson", ReadOptions()))
    assert [item.id for item in found if isinstance(item, Comment)] == ["c1", "c2"]


@pytest.mark.parametrize("schema", ["triage/case-1", "triage/problem-1"])
def test_what_the_tool_itself_wrote_is_no_export(schema: str) -> None:
    (told,) = items({"schema": schema, "id": "1", "comment": {"body": "x"}}, "jsonl")
    assert isinstance(told, Problem)
    assert "give the export itself" in told.hint


def test_a_wrong_item_is_named_by_its_number() -> None:
    (_, told) = items({"comments": [{"body": "Fly?"}, {"author": "x"}]})
    assert isinstance(told, Problem)
    assert told.message == "item 2: a record without body or text"


def test_text_behind_an_object_is_told() -> None:
    found = list(read(io.BytesIO(b'{"body": "a"} {"body": "b"}'), "a", ReadOptions(format="json")))
    assert [type(item).__name__ for item in found] == ["Comment", "Problem"]


keys = st.sampled_from(
    "resourceType extractor webpage_url comments commenters ticket tickets users item answer "
    "valueString payload contentString sender reference entry resource description requester_id "
    "author_id public body text id parent timestamp inResponseTo markdown html".split()
)
scalars = st.sampled_from(["Bundle", "Communication", "QuestionnaireResponse", "root", "x", ""])
values = st.recursive(
    scalars | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(keys, values, min_size=1, max_size=6))
def test_any_object_of_known_keys_ends_in_comments_and_problems(value: dict[str, Any]) -> None:
    assert items([value])
    assert items([value]) == items([value])


def test_lists_in_lists_end() -> None:
    value: Any = {"body": "x"}
    for _ in range(400):
        value = {"comments": [value]}
    (told,) = [item for item in items(value) if isinstance(item, Problem)]
    assert stands_for_record(told)
