"""Health records (HL7 FHIR R4 and R5) as neutral records: Communication, QuestionnaireResponse.

Alone, in a Bundle, or one a line (bulk data). Read as plain objects: http://hl7.org/fhir/R4/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from triage.model import Location
from triage.readers.interface import error, warning

_STAFF = ("Practitioner", "PractitionerRole", "Organization", "CareTeam", "Device")
_PATIENT = ("Patient", "RelatedPerson")
_NO = frozenset(("no", "none", "never", "n/a", "na", "nil", "not", "nothing"))
_DEEPEST = 20


def neutral_records(record: Mapping[str, Any], place: Location) -> Iterator[Any]:
    """The messages in a resource; a Problem for one that holds none."""
    kind = record["resourceType"]
    if kind == "Bundle":
        entries = [entry for entry in _list(record, "entry") if isinstance(entry, Mapping)]
        for resource in (entry.get("resource") for entry in entries):
            if isinstance(resource, Mapping) and resource.get("resourceType") in _READ:
                yield from _READ[resource["resourceType"]](resource, place)
    elif kind in _READ:
        yield from _READ[kind](record, place)
    else:
        shown = kind if re.fullmatch("[A-Za-z]{1,40}", kind) else "resource"
        message = f"a FHIR {shown}, which holds no message of a patient"
        yield error("unsupported", message, place, "export Communication resources")


def _communication(record: Mapping[str, Any], place: Location) -> Iterator[Any]:
    texts: list[str] = []
    attached = 0
    for part in _list(record, "payload"):
        if isinstance(part, Mapping):
            concept = _object(part, "contentCodeableConcept")
            text = part.get("contentString") or concept.get("text")
            texts += [text] if isinstance(text, str) else []
            attached += "contentAttachment" in part
    if attached and texts:
        yield warning("attachment", f"{attached} attachments were not read", place)
    elif attached:
        message = "a message whose text is an attachment"
        yield error(
            "no-body", message, place, "open it where it was exported: a person must see it"
        )
        return
    answered = next(iter(_list(record, "inResponseTo")), None)
    yield {
        **_common(record, _object(record, "sender")),
        "body": "\n\n".join(texts) if texts else None,
        "date": record.get("sent") or record.get("received"),
        "parent": _reference(answered).rpartition("/")[2],
        "subject": _object(record, "topic").get("text"),
    }


def _answers(record: Mapping[str, Any], place: Location) -> Iterator[Any]:
    """A filled-in form as one message: what was written in words, in the form's order."""
    texts = list(_written(record, 0))
    if not texts:
        message = "a form without an answer in words"
        yield error("no-body", message, place, "open it where it was exported")
        return
    # The author only recorded the answers; a patient's form is not skipped for the nurse's typing.
    writer = _object(record, "source")
    yield {
        **_common(record, writer),
        "body": "\n\n".join(texts),
        "date": record.get("authored"),
    }


def _written(item: Mapping[str, Any], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    question = item.get("text")
    for answer in _list(item, "answer"):
        if isinstance(answer, Mapping):
            text = answer.get("valueString")
            if isinstance(text, str) and text.strip():
                yield _with_question(question, text)
            yield from _written(answer, depth + 1)
    for inner in _list(item, "item"):
        if isinstance(inner, Mapping):
            yield from _written(inner, depth + 1)


def _with_question(question: Any, text: str) -> str:
    """A "yes" says nothing without its question; a "no", or a sentence, stands for itself."""
    words = text.lower().replace(".", " ").split()
    alone = len(words) > 2 or (words and words[0] in _NO) or not isinstance(question, str)
    return text if alone else f"{question} {text}"


def _common(record: Mapping[str, Any], writer: Mapping[str, Any]) -> dict[str, Any]:
    kind = _reference(writer).rpartition("/")[0].rpartition("/")[2]
    staff = True if kind in _STAFF else False if kind in _PATIENT else None
    gone = record.get("status") == "entered-in-error"
    return {
        "id": record.get("id"),
        "author": writer.get("display"),
        "is_staff": staff,
        "status": "deleted" if gone else "approved",
    }


def _reference(value: Any) -> str:
    found = value.get("reference") if isinstance(value, Mapping) else None
    return found if isinstance(found, str) else ""


def _list(record: Mapping[str, Any], key: str) -> list[Any]:
    found = record.get(key)
    return found if isinstance(found, list) else []


def _object(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = record.get(key)
    return found if isinstance(found, Mapping) else {}


_READ = {"Communication": _communication, "QuestionnaireResponse": _answers}
