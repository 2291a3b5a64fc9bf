"""Other services' JSON objects as neutral records: each shape is known by keys only it has.

Video comments (yt-dlp), Commento, threads with a list of comments, Zendesk and Freshdesk tickets;
health records (FHIR) have a module of their own. An object that is no known shape is given back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from triage.model import Location
from triage.readers import fhir
from triage.readers.dates import show
from triage.readers.html import to_text
from triage.readers.interface import error

Object = Mapping[str, Any]
Shape = Callable[[Object, Location, int], Iterator[Any]]

_LISTS = ("comments", "tickets", "messages", "records", "items")
_DEEPEST = 3  # an answer of tickets, a ticket of comments, a comment


def neutral_records(record: Any, place: Location, depth: int = 0) -> Iterator[Any]:
    """The neutral records in a JSON value, and Problems; what has no known shape as it is."""
    shape = None
    if isinstance(record, Mapping) and depth < _DEEPEST:
        shape = next((shape for fits, shape in _SHAPES if fits(record)), None)
    if shape is None:
        yield record
    else:
        yield from shape(record, place, depth)


def _listed(record: Object) -> list[Any] | None:
    """The list of comments in an object that is none itself."""
    if isinstance(record.get("body") or record.get("text"), str):
        return None
    found = next((record[key] for key in _LISTS if isinstance(record.get(key), list)), None)
    return found or (None if "description" in record else found)


def _thread(record: Object, place: Location, depth: int) -> Iterator[Any]:
    """A page, a ticket or an answer of a service with its comments; ``users`` says who they are."""
    people = _by_key(record.get("users"), "id")
    subject = record.get("title") or record.get("subject")
    for item in _listed(record) or ():
        for inner in neutral_records(item, place, depth + 1):
            if isinstance(inner, Mapping):
                known = {"subject": subject, **_person(people.get(str(inner.get("author_id"))))}
                yield {**inner, **{k: v for k, v in known.items() if inner.get(k) is None}}
            else:
                yield inner


def _person(user: Object | None) -> dict[str, Any]:
    if user is None:
        return {}
    staff = {"agent": True, "admin": True, "end-user": False}.get(str(user.get("role")))
    return {"author": user.get("name"), "email": user.get("email"), "is_staff": staff}


def _by_key(items: Any, key: str) -> dict[str, Object]:
    if not isinstance(items, list):
        return {}
    return {str(item.get(key)): item for item in items if isinstance(item, Mapping)}


def _ticket(record: Object, place: Location, depth: int) -> Iterator[Any]:
    """Zendesk and Freshdesk: the description is the first message, so it stands for it."""
    body = record.get("description_text") or record.get("description")
    yield {
        **{key: record.get(key) for key in ("id", "subject")},
        "body": to_text(body) if isinstance(body, str) and "</" in body else body,
        "date": record.get("created_at"),
        "status": "deleted" if record.get("status") == "deleted" else "approved",
        "author_id": record.get("requester_id"),
    }


def _ticket_comment(record: Object, place: Location, depth: int) -> Iterator[Any]:
    """A message of a ticket; one that is not public is a note among staff."""
    yield {
        **{key: record.get(key) for key in ("id", "body")},
        "date": record.get("created_at"),
        "type": "comment" if record.get("public") else "note",
        "author_id": record.get("author_id"),
    }


def _video(record: Object, place: Location, depth: int) -> Iterator[Any]:
    """What ``yt-dlp --write-comments`` saves; a staff member is who uploaded the video."""
    found = record.get("comments")
    if not isinstance(found, list):
        message = "this video's file holds no comments"
        yield error("no-body", message, place, "run yt-dlp --write-comments --skip-download URL")
        return
    page = str(record.get("webpage_url") or "")
    for item in found:
        if not isinstance(item, Mapping):
            yield item
            continue
        yield {
            **{key: item.get(key) for key in ("id", "text", "author")},
            "parent": None if item.get("parent") == "root" else item.get("parent"),
            "date": _moment(item.get("timestamp")),
            "subject": record.get("title"),
            "url": f"{page}&lc={item.get('id')}" if "?" in page else page,
            "is_staff": True if item.get("author_is_uploader") is True else None,
            "status": "approved",
        }


def _moment(seconds: Any) -> str | None:
    if not isinstance(seconds, (int, float)) or isinstance(seconds, bool):
        return None
    try:
        return show(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _commento(record: Object, place: Location, depth: int) -> Iterator[Any]:
    people = _by_key(record.get("commenters"), "commenterHex")
    for item in record["comments"]:
        if not isinstance(item, Mapping):
            yield item
            continue
        writer = people.get(str(item.get("commenterHex")), {})
        html = item.get("html")
        yield {
            "id": item.get("commentHex"),
            "body": item.get("markdown") or (to_text(html) if isinstance(html, str) else None),
            "author": writer.get("name"),
            "email": writer.get("email"),
            "date": item.get("creationDate"),
            "parent": None if item.get("parentHex") == "root" else item.get("parentHex"),
            "url": f"https://{item.get('domain')}{item.get('url')}",
            "status": "deleted" if item.get("deleted") is True else item.get("state"),
            "is_staff": True if writer.get("isModerator") is True else None,
        }


def _is_commento(record: Object) -> bool:
    return isinstance(record.get("comments"), list) and "commenters" in record


def _answer(record: Object, place: Location, depth: int) -> Iterator[Any]:
    """What Zendesk answers when asked for one ticket."""
    yield from _thread({**record, "tickets": [record["ticket"]]}, place, depth)


def _case(record: Object, place: Location, depth: int) -> Iterator[Any]:
    message = "a case that this tool wrote, not a comment"
    yield error(
        "unsupported", message, place, "give the export itself; review and drafts take cases"
    )


def _health_record(record: Object, place: Location, depth: int) -> Iterator[Any]:
    yield from fhir.neutral_records(record, place)


_SHAPES: tuple[tuple[Callable[[Object], bool], Shape], ...] = (
    (lambda record: str(record.get("schema")).startswith("triage/"), _case),
    (lambda record: isinstance(record.get("resourceType"), str), _health_record),
    (lambda record: {"extractor", "webpage_url"} <= record.keys(), _video),
    (_is_commento, _commento),
    (lambda record: isinstance(record.get("ticket"), Mapping), _answer),
    (lambda record: _listed(record) is not None, _thread),
    (lambda record: {"requester_id", "description"} <= record.keys(), _ticket),
    (lambda record: {"author_id", "public", "body"} <= record.keys(), _ticket_comment),
)
