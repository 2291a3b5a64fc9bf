"""Lines too many for a screen: which are shown, and whether the part that matters was."""

from __future__ import annotations

from collections.abc import Sequence

SCROLL_KEYS = frozenset({" ", "pgdn", "pgup", "up", "down", "home", "end"})


class Pager:
    """A window on some lines. ``needed``: how many of them from the top must have been shown."""

    def __init__(self) -> None:
        self._lines: Sequence[str] = ()
        self._needed = 0
        self._height = 1
        self._top = 0
        self._reached = 0

    def show(self, lines: Sequence[str], needed: int, height: int, *, fresh: bool) -> list[str]:
        """The lines of the window. ``fresh``: another text than before, from its top."""
        self._lines, self._needed, self._height = lines, needed, max(height, 1)
        if fresh:
            self._top = self._reached = 0
        self._top = min(self._top, self._last_top)
        bottom = self._top + self._height
        if self._top <= self._reached:  # a jump to the end has not shown what lies between
            self._reached = max(self._reached, bottom)
        return list(lines[self._top : bottom])

    @property
    def seen(self) -> bool:
        """True once every needed line has been in the window."""
        return self._reached >= self._needed

    @property
    def more(self) -> int:
        """How many lines lie below the window."""
        return max(len(self._lines) - self._top - self._height, 0)

    def press(self, key: str) -> None:
        """Move the window; a page overlaps the one before by a line."""
        page = max(self._height - 1, 1)
        steps = {"down": 1, "up": -1, " ": page, "pgdn": page, "pgup": -page}
        if key == "home":
            self._top = 0
        elif key == "end":
            self._top = self._last_top
        else:
            self._top = min(max(self._top + steps.get(key, 0), 0), self._last_top)

    @property
    def _last_top(self) -> int:
        return max(len(self._lines) - self._height, 0)
