"""Finding an entry by a few words: what holds all of them first, then what the matcher thinks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from triage.match.search import Matcher
from triage.model import Entry


class EntryFinder:
    """Searches the entries of an FAQ; fast enough for every key typed."""

    def __init__(self, entries: Iterable[Entry], matcher: Matcher) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._matcher = matcher
        self._near = {each: _plain(f"{e.id} {e.question}") for each, e in self._entries.items()}
        self._far = {
            each: _plain(" ".join((e.topic, *e.phrasings))) for each, e in self._entries.items()
        }

    def __call__(self, query: str, limit: int = 9) -> list[Entry]:
        """At most ``limit`` entries, best first.

        Those whose id or question holds every word (or its beginning) come first, then those with
        all of them anywhere in topic and phrasings, then the matcher's nearest, which also knows
        misspelt and related words.
        """
        asked = _plain(query).split()
        if not asked:
            return []
        found = [each for each, text in self._near.items() if _holds(text, asked)]
        found += [
            each for each in self._entries if _holds(self._near[each] + self._far[each], asked)
        ]
        found += [match.entry for match in self._matcher.judge(query, limit=limit).matches]
        return [self._entries[each] for each in list(dict.fromkeys(found))[:limit]]


LONGEST_QUERY = 200


class Search:
    """A query as it is typed, what it finds, and which of that is marked."""

    def __init__(self, find: Callable[[str], list[Entry]]) -> None:
        """``find``: a query to entries, best first."""
        self.query = ""
        self.found: list[Entry] = []
        self.marked = 0
        self._find = find

    @property
    def entry(self) -> Entry | None:
        """The entry that is marked."""
        return self.found[self.marked] if self.found else None

    def press(self, key: str) -> None:
        """A key that edits the query or moves the mark; any other does nothing."""
        if key == "up":
            self.marked = max(self.marked - 1, 0)
        elif key == "down":
            self.marked = min(self.marked + 1, max(len(self.found) - 1, 0))
        elif key == "backspace":
            self._ask(self.query[:-1])
        elif len(key) == 1 and key.isprintable():
            self._ask((self.query + key)[:LONGEST_QUERY])

    def _ask(self, query: str) -> None:
        self.query, self.marked = query, 0
        self.found = self._find(query)


def _plain(text: str) -> str:
    kept = "".join(c if c.isalnum() else " " for c in text.casefold())
    return f" {' '.join(kept.split())} "


def _holds(text: str, asked: Iterable[str]) -> bool:
    return all(f" {word}" in text for word in asked)
