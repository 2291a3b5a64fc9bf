"""``faq.yaml``: the curated questions and answers."""

from __future__ import annotations

from collections.abc import Container, Mapping

from triage.content.loaded import Loaded, Report, shown, suggestion
from triage.content.placeholders import placeholders
from triage.content.read import WRONG, Got, Reader, is_null
from triage.content.signoff import entry_digest
from triage.content.tables import FAQ
from triage.content.wordings import wording_key
from triage.content.yamlfile import Items, Node, Pairs, Scalar, read_yaml
from triage.model import Entry, Faq, Release, Review, Source


def load_faq(
    data: bytes,
    file: str,
    *,
    rules: Container[str] | None = None,
    values: Mapping[str, str] | None = None,
) -> Loaded[Faq]:
    """Read a FAQ. ``file`` is the name to show in problems.

    ``rules``: the ids of the red flags, to check ``covers``; ``values``: what placeholders stand
    for (``clinic.phone``, ...), to check that each has a value or a fallback. What is None is not
    checked.
    """
    report = Report(file)
    document = read_yaml(data, report)
    if document is None:
        return report.loaded(None)
    reader = Reader(document, report)
    got = reader.read(document.root, FAQ)
    if got is WRONG:
        return report.loaded(None, document)
    sources = _sources(got)
    read = [(_entry(reader, part), part) for part in got.get("entries", ())]
    _check_ids(reader, read)
    _check_phrasings(reader, read)
    for entry, part in read:
        _check_references(reader, entry, part, sources, rules)
        _check_review(reader, entry, part)
        for key in ("answer", "acknowledge"):
            _check_placeholders(reader, part.get(key), part.at(key), values)
    _check_placeholders(reader, got.get("disclaimer"), got.at("disclaimer"), values)
    faq = Faq(
        entries=tuple(entry for entry, part in read if part.whole),
        disclaimer=got.get("disclaimer", ""),
        title=got.get("title", ""),
        language=got.get("language", "en"),
        sources=tuple(sources.values()),
    )
    return report.loaded(faq, document)


def _sources(got: Got) -> dict[str, Source]:
    return {
        key: Source(
            key=key,
            title=part.get("title", ""),
            year=part.get("year"),
            publisher=part.get("publisher"),
            doi=part.get("doi"),
            url=part.get("url"),
            secondary=part.get("secondary", False),
        )
        for key, part in got.get("sources", {}).items()
    }


def _entry(reader: Reader, part: Got) -> Entry:
    """The entry of a record; one that is not whole serves only to be checked further."""
    release = Release(part.get("release", Release.CHECK))
    answer, acknowledge = part.get("answer"), part.get("acknowledge")
    if answer is None and not (release is Release.CLINICIAN and acknowledge is not None):
        node = part.node.get("answer")
        if part.node.closed and (node is None or is_null(node)):
            reader.problem(
                "missing-key",
                f"the entry {part.get('id', 'here')} has no answer",
                node or part.node,
                "write `answer: |`, or `acknowledge: |` with `release: clinician`",
            )
    review: Got | None = part.get("review")
    return Entry(
        id=part.get("id", ""),
        question=part.get("question", ""),
        topic=part.get("topic", "general"),
        phrasings=part.get("phrasings", ()),
        not_for=part.get("not_for", ()),
        answer=answer,
        acknowledge=acknowledge,
        release=release,
        covers=part.get("covers", ()),
        sources=part.get("sources", ()),
        secondary=tuple(part.get("secondary", {}).items()),
        review=Review(**review.values) if review is not None else Review(),
        location=reader.document.place(part.node),
    )


def _check_ids(reader: Reader, read: list[tuple[Entry, Got]]) -> None:
    first: dict[str, Got] = {}
    for entry, part in read:
        other = first.setdefault(entry.id, part)
        if other is not part and entry.id:
            place = reader.document.place(other.at("id"))
            reader.problem(
                "duplicate-id",
                f"the id {entry.id} is used twice, first at {place}",
                part.at("id"),
                "give one of the two another id",
            )


def _check_phrasings(reader: Reader, read: list[tuple[Entry, Got]]) -> None:
    """The same words in two entries: no message could tell which one is meant."""
    first: dict[tuple[str, ...], tuple[Entry, Node]] = {}
    for entry, part in read:
        for node in wording_nodes(part):
            key = wording_key(node.value)
            other, place = first.setdefault(key, (entry, node))
            if other is not entry and key:
                reader.problem(
                    "duplicate-phrasing",
                    f"{shown(node.value)!r} stands in {other.id or 'another entry'} too, "
                    f"at {reader.document.place(place)}",
                    node,
                    "keep it in the entry that answers it best",
                )


def wording_nodes(part: Got) -> list[Scalar]:
    """The nodes of an entry's question and phrasings."""
    phrasings = part.node.get("phrasings")
    items = phrasings.items if isinstance(phrasings, Items) else []
    nodes = (part.at("question"), *items)
    return [node for node in nodes if isinstance(node, Scalar)]


def _check_references(
    reader: Reader,
    entry: Entry,
    part: Got,
    sources: Mapping[str, Source],
    rules: Container[str] | None,
) -> None:
    for node in _item_nodes(part, "sources"):
        if node.value not in sources and node.value in entry.sources:
            hint = suggestion(node.value, list(sources)) or "add it under `sources:` at the top"
            reader.problem("unknown-source", f"unknown source: {shown(node.value)}", node, hint)
    facts = part.node.get("secondary")
    for key, _ in facts.pairs if isinstance(facts, Pairs) else ():
        if isinstance(key, Scalar) and key.value not in entry.sources:
            hint = suggestion(key.value, list(entry.sources)) or "add it to the entry's `sources:`"
            message = f"{entry.id} does not cite this source: {shown(key.value)}"
            reader.problem("unknown-source", message, key, hint)
    for node in _item_nodes(part, "covers"):
        if rules is not None and node.value not in rules and node.value in entry.covers:
            hint = "`triage rules list` shows them all"
            reader.problem("unknown-rule", f"unknown red flag: {shown(node.value)}", node, hint)


def _item_nodes(part: Got, key: str) -> list[Scalar]:
    node = part.node.get(key)
    items = node.items if isinstance(node, Items) else []
    return [item for item in items if isinstance(item, Scalar)]


def _check_review(reader: Reader, entry: Entry, part: Got) -> None:
    review = entry.review
    if review.status != "signed":
        return
    node = part.at("review")
    missing = [key for key in ("by", "on", "digest") if not getattr(review, key)]
    hint = f"`triage faq sign {entry.id}` writes the whole signature"
    if missing:
        message = f"{entry.id} is marked signed, but without: {', '.join(missing)}"
        reader.problem("review", message, node, hint)
    elif review.digest != entry_digest(entry):
        message = f"{entry.id} was changed after it was signed: it counts as a draft"
        reader.problem("stale-signature", message, node, hint, warn=True)


def _check_placeholders(
    reader: Reader, text: str | None, node: Node, values: Mapping[str, str] | None
) -> None:
    source = reader.document.source
    position = node.start
    for found in placeholders(text or ""):
        written = source.text.find(found.written, position, node.end)
        if written >= 0:
            position = written
        place = source.place(position)
        position += len(found.written) if written >= 0 else 0
        if found.name is None:
            reader.report.add(
                "placeholder",
                f"not a placeholder: {shown(found.written)}",
                place,
                "write {clinic.phone|the clinic}: clinic.name, clinic.phone, clinic.hours, "
                "clinic.<your own>, emergency.number, emergency.crisis or emergency.poison",
            )
        elif found.fallback is None and values is not None and found.lacks_value(values):
            reader.report.add(
                "placeholder",
                f"{found.written} has neither a value nor words to stand in for it",
                place,
                f"write {{{found.name}|...}}, or set {found.name} in triage.yaml",
            )
