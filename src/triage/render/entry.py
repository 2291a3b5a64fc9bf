"""Entries and the differences between FAQs as plain text and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from triage.content.diff import Difference
from triage.model import Entry, Faq


def entry_line(entry: Entry, *, signed: bool) -> str:
    """One entry as one tab-separated line: id, release, review, question."""
    review = "signed" if signed else "draft"
    return "\t".join((entry.id, entry.release, review, entry.question))


def entry_to_dict(entry: Entry, faq: Faq) -> dict[str, Any]:
    """One entry as JSON, its sources spelled out."""
    facts = dict(entry.secondary)
    return {
        "id": entry.id,
        "topic": entry.topic,
        "question": entry.question,
        "phrasings": list(entry.phrasings),
        "answer": entry.answer,
        "acknowledge": entry.acknowledge,
        "release": str(entry.release),
        "covers": list(entry.covers),
        "sources": [
            {
                "key": s.key,
                "title": s.title,
                "year": s.year,
                "doi": s.doi,
                "url": s.url,
                "secondary": s.secondary,
                "fact": facts.get(s.key),
            }
            for s in faq.sources
            if s.key in entry.sources
        ],
        "review": {
            "status": entry.review.status,
            "by": entry.review.by,
            "on": entry.review.on,
            "due": entry.review.due,
        },
    }


def entry_text(entry: Entry, faq: Faq, *, signed: bool) -> str:
    """One entry for a person to read."""
    by = f"signed by {entry.review.by} on {entry.review.on}" if signed else "draft, not signed"
    lines = [
        f"{entry.id} ({entry.topic}, release: {entry.release}, {by}, "
        f"review due: {entry.review.due or 'no date'})",
        "",
        entry.question,
        "",
        (entry.answer or entry.acknowledge or "").strip(),
        "",
        "Asked as:",
        *(f"  - {phrasing}" for phrasing in entry.phrasings),
    ]
    sources = [source for source in faq.sources if source.key in entry.sources]
    facts = dict(entry.secondary)
    if sources:
        lines += ["", "Sources:"]
    for source in sources:
        place = f"https://doi.org/{source.doi}" if source.doi else source.url or "no address"
        kind = ", secondary" if source.secondary else ""
        told = f", for: {facts[source.key]}" if source.key in facts else ""
        lines.append(f"  - {source.title} ({source.year or 'undated'}{kind}) {place}{told}")
    if entry.covers:
        lines += ["", f"Takes care of the routine rules {', '.join(entry.covers)}"]
    return "\n".join(lines) + "\n"


def difference_text(difference: Difference) -> str:
    """What a newer FAQ adds, drops and rewords."""
    if not difference:
        return "no difference\n"
    lines = [f"added: {entry.id}" for entry in difference.added]
    lines += [f"removed: {entry.id}" for entry in difference.removed]
    for change in difference.changes:
        voids = " (needs a new signature)" if change.voids_signature else ""
        lines.append(f"{change.entry or 'file'}: {change.key} changed{voids}")
        lines += _reworded(change.before, change.after)
    return "\n".join(lines) + "\n"


def _reworded(before: str | None, after: str | None) -> Iterator[str]:
    """The lines that went and came; of a long text only these, not the ones that stayed."""
    old, new = ((text or "").strip().splitlines() for text in (before, after))
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how != "equal":
            yield from (f"  - {line}" for line in old[a:b])
            yield from (f"  + {line}" for line in new[c:d])


def difference_to_dict(difference: Difference) -> dict[str, Any]:
    """The same as JSON: ids added and removed, and every value that changed."""
    return {
        "added": [entry.id for entry in difference.added],
        "removed": [entry.id for entry in difference.removed],
        "changes": [
            {
                "entry": change.entry,
                "key": change.key,
                "before": change.before,
                "after": change.after,
                "voids_signature": change.voids_signature,
            }
            for change in difference.changes
        ],
    }
