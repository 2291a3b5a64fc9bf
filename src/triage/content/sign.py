"""Writes a clinician's signature into the FAQ's own YAML text and touches nothing else."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from triage.content.faq import load_faq
from triage.content.loaded import Loaded
from triage.content.read import is_null
from triage.content.signoff import entry_digest
from triage.content.yamlfile import Document, Items, Node, Pairs, Scalar
from triage.model import Entry, Faq, Location, Review, Source, TriageError

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters ``start`` to ``end`` of the text become ``new``."""

    start: int
    end: int
    new: str


def sign(
    data: bytes,
    ids: Collection[str],
    by: str,
    on: date,
    due: date | None,
    *,
    file: str = "faq.yaml",
) -> bytes:
    """The FAQ's bytes with the entries ``ids`` signed; comments and layout stay as they are.

    ``due`` None keeps the date that is there. The result is read again and compared before it is
    given back. Raises TriageError: the file has errors, an id is unknown, ``by`` is no name, or
    the text is laid out so that it cannot be changed safely.
    """
    if not by.strip() or not by.isprintable():
        raise TriageError("a signature needs the name of the one who signs")
    loaded = load_faq(data, file)
    if loaded.value is None or loaded.document is None:
        raise TriageError(f"{file} has errors: mend them first", problems=loaded.problems)
    faq = loaded.value
    unknown = [name for name in ids if name not in {entry.id for entry in faq.entries}]
    if unknown:
        raise TriageError(f"{file} has no such entry: {', '.join(unknown)}")
    signed = {entry.id: _signature(entry, by, on, due) for entry in faq.entries if entry.id in ids}
    edits = list(_edits(loaded.document, signed))
    mark = _BOM if data.startswith(_BOM) else b""
    written = mark + _apply(loaded.document.source.text, edits).encode()
    if not _as_intended(faq, signed, load_faq(written, file)):
        raise TriageError(
            f"{file} is laid out so that it cannot be signed safely: nothing was changed. "
            "Write `review: {status: draft}` on one line in each of these entries and try again"
        )
    return written


def secondary_facts(faq: Faq, entry: Entry) -> tuple[tuple[Source, str | None], ...]:
    """What to look at twice: the entry's sources that are not the primary publication.

    Each with what of the answer rests on it, None where the entry does not say.
    """
    facts = dict(entry.secondary)
    cited = (s for s in faq.sources if s.key in entry.sources and s.secondary)
    return tuple((source, facts.get(source.key)) for source in cited)


def _signature(entry: Entry, by: str, on: date, due: date | None) -> Review:
    return Review(
        status="signed",
        by=by,
        on=on.isoformat(),
        due=due.isoformat() if due else entry.review.due,
        digest=entry_digest(entry),
    )


def _as_intended(faq: Faq, signed: dict[str, Review], result: Loaded[Faq]) -> bool:
    def bare(entry: Entry, review: Review) -> Entry:
        return replace(entry, review=review, location=Location(""))

    if result.value is None:
        return False
    wanted = [bare(entry, signed.get(entry.id, entry.review)) for entry in faq.entries]
    entries = [bare(entry, entry.review) for entry in result.value.entries]
    return entries == wanted and replace(result.value, entries=()) == replace(faq, entries=())


def _apply(text: str, edits: list[_Edit]) -> str:
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: edit.start):  # stable: replacements before additions
        pieces += (text[position : edit.start], edit.new)
        position = edit.end
    return "".join((*pieces, text[position:]))


def _edits(document: Document, signed: dict[str, Review]) -> Iterator[_Edit]:
    entries = document.root.get("entries") if isinstance(document.root, Pairs) else None
    for node in entries.items if isinstance(entries, Items) else ():
        name = node.get("id") if isinstance(node, Pairs) else None
        if isinstance(node, Pairs) and isinstance(name, Scalar) and name.value in signed:
            yield from _edits_of_entry(document, node, _written(signed[name.value]))


def _written(review: Review) -> dict[str, str]:
    """The values as YAML: names and digests in quotes, for a digest may be all digits."""
    values = {
        "status": review.status,
        "by": json.dumps(review.by, ensure_ascii=False),
        "on": review.on,
        "due": review.due,
        "digest": f'"{review.digest}"',
    }
    return {key: value for key, value in values.items() if value is not None}


def _edits_of_entry(document: Document, entry: Pairs, values: dict[str, str]) -> Iterator[_Edit]:
    review = entry.get("review")
    whole = "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"
    if review is None:
        yield _added(document, entry, {"review": whole})
    elif is_null(review) or not isinstance(review, Pairs) or not review.pairs:
        yield _replaced(document, review, whole)
    else:
        for key, value in values.items():
            node = review.get(key)
            if node is not None:
                yield _replaced(document, node, value)
        absent = {key: value for key, value in values.items() if review.get(key) is None}
        if absent:
            yield _added(document, review, absent)


def _replaced(document: Document, node: Node, new: str) -> _Edit:
    text = document.source.text
    end = node.start + len(text[node.start : node.end].rstrip())
    # nothing was written after "key:": the value needs a space before it
    bare = end == node.start and not text[: node.start].endswith(" ")
    return _Edit(node.start, end, f" {new}" if bare else new)


def _added(document: Document, mapping: Pairs, values: dict[str, str]) -> _Edit:
    """New keys after the last one of a mapping, in that mapping's own style."""
    text = document.source.text
    end = _content_end(text, mapping.pairs[-1][1])
    if mapping.flow:
        return _Edit(end, end, "".join(f", {key}: {value}" for key, value in values.items()))
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    newline = "\n"
    if "\r\n" in text:
        newline = "\r\n"
        line_end -= text[:line_end].endswith("\r")
    indent = " " * (document.place(mapping.pairs[0][0]).column - 1)
    lines = "".join(f"{newline}{indent}{key}: {value}" for key, value in values.items())
    return _Edit(line_end, line_end, lines)


def _content_end(text: str, node: Node) -> int:
    if isinstance(node, Items) and not node.flow and node.items:
        return _content_end(text, node.items[-1])
    if isinstance(node, Pairs) and not node.flow and node.pairs:
        return _content_end(text, node.pairs[-1][1])
    return node.start + len(text[node.start : node.end].rstrip())
