"""What changed between two FAQs, for the clinician who must look at it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from triage.model import Entry, Faq

_TEXTS = ("topic", "question", "answer", "acknowledge", "release")
_LISTS = ("phrasings", "not_for", "covers", "sources")
_SIGNED = frozenset(("question", "answer", "acknowledge", "release", "covers", "sources"))


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs. ``entry`` is "" for the file's own title and disclaimer.

    An item added to a list has no ``before``, one taken out no ``after``.
    """

    entry: str
    key: str
    before: str | None
    after: str | None

    @property
    def voids_signature(self) -> bool:
        """True where a signature covers what changed."""
        return bool(self.entry) and self.key in _SIGNED


@dataclass(frozen=True, slots=True)
class Difference:
    """Entries of the newer FAQ only, of the older only, and what was reworded in both."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        """True where anything differs."""
        return bool(self.added or self.removed or self.changes)


def compare(before: Faq, after: Faq) -> Difference:
    """What must be done to ``before`` to get ``after``, in the order of ``after``."""
    old = {entry.id: entry for entry in before.entries}
    new = {entry.id: entry for entry in after.entries}
    top = (
        Change("", key, getattr(before, key), getattr(after, key))
        for key in ("title", "language", "disclaimer")
        if getattr(before, key) != getattr(after, key)
    )
    entries = (_changes(old[name], entry) for name, entry in new.items() if name in old)
    return Difference(
        added=tuple(entry for name, entry in new.items() if name not in old),
        removed=tuple(entry for name, entry in old.items() if name not in new),
        changes=tuple(chain(top, *entries)),
    )


def _changes(before: Entry, after: Entry) -> Iterator[Change]:
    for key in _TEXTS:
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            yield Change(after.id, key, _text(old), _text(new))
    for key in _LISTS:
        items, kept = getattr(before, key), getattr(after, key)
        for item in items:
            if item not in kept:
                yield Change(after.id, key, item, None)
        for item in kept:
            if item not in items:
                yield Change(after.id, key, None, item)
        if items != kept and sorted(items) == sorted(kept):
            yield Change(after.id, key, ", ".join(items), ", ".join(kept))


def _text(value: str | None) -> str | None:
    return None if value is None else str(value)
