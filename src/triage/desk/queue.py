"""The cases of a review in the order they are looked at, and which of them are still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.decisions import Decision, Key
from triage.model import Disposition


@dataclass(frozen=True, slots=True)
class Item:
    """One case of the queue; ``place`` is where the caller finds it again."""

    key: Key
    disposition: Disposition
    place: int


class Queue:
    """Emergencies first, then by disposition, then as in the file; one item is at hand.

    ``decided``: the decisions that hold; ``made``: those of this session among them.
    """

    def __init__(self, items: Iterable[Item], decided: Mapping[Key, Decision]) -> None:
        self.items = sorted(items, key=lambda item: (item.disposition.rank, item.place))
        self.decided = dict(decided)
        self.made: dict[Key, Decision] = {}
        self.at = 0
        self._passed: set[Key] = set()

    @property
    def item(self) -> Item | None:
        """The item at hand; None where there is none at all."""
        return self.items[self.at] if self.items else None

    @property
    def decision(self) -> Decision | None:
        """What was decided about the item at hand before."""
        return self.decided.get(self.item.key) if self.item else None

    @property
    def open(self) -> list[Item]:
        """What nobody has settled yet, what was skipped included."""
        return [item for item in self.items if not self.settled(item)]

    def settled(self, item: Item) -> bool:
        """True where somebody decided, and not just to skip."""
        decision = self.decided.get(item.key)
        return decision is not None and decision.action.settles

    def keep(self, decision: Decision) -> None:
        """Remember a decision about the item at hand; of several the last holds."""
        self.decided[decision.key] = self.made[decision.key] = decision
        self._passed.add(decision.key)

    def pass_over(self) -> None:
        """Leave the item at hand for this session."""
        if self.item:
            self._passed.add(self.item.key)

    def first(self, *, again: bool = False) -> bool:
        """To the first open item, with ``again`` also of the skipped; False where none is open."""
        if again:
            self._passed.clear()
        return self._to_open(range(len(self.items)))

    def following(self) -> bool:
        """To the next open item, from the top where none is left below; False where none is."""
        return self._to_open([*range(self.at + 1, len(self.items)), *range(self.at)])

    def _to_open(self, places: Iterable[int]) -> bool:
        for at in places:
            item = self.items[at]
            if item.key not in self._passed and not self.settled(item):
                self.at = at
                return True
        return False
