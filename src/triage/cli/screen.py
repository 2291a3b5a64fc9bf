"""A whole screen drawn at once, on any terminal; what was on it before comes back at the end."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.render.pager import Pager
    from triage.render.review import Frame, Look

_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
_TOP, _REST_OF_LINE, _REST_OF_SCREEN = "\x1b[H", "\x1b[K", "\x1b[J"


def look() -> Look:
    """What the terminal can do, as TERM and NO_COLOR say."""
    from triage.render.review import Look

    if os.environ.get("TERM", "" if sys.platform != "win32" else "windows") in (
        "",
        "dumb",
        "unknown",
    ):
        return Look.PLAIN
    return Look.NO_COLOUR if os.environ.get("NO_COLOR") else Look.COLOUR


class Screen:
    """The terminal's other screen while the context lasts: no patient's words stay in its history.

    A plain terminal has none; there each frame is printed below the one before.
    """

    def __init__(self, look: Look) -> None:
        self._plain = look == "plain"

    def __enter__(self) -> Screen:
        """To the other screen."""
        self._put("" if self._plain else _ENTER)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Back to the screen as it was."""
        self._put("" if self._plain else _LEAVE)

    @staticmethod
    def size() -> tuple[int, int]:
        """Columns and lines; COLUMNS and LINES override what the terminal says."""
        from shutil import get_terminal_size

        size = get_terminal_size()
        return size.columns, size.lines

    def draw(self, frame: Frame, pager: Pager, height: int, *, fresh: bool) -> None:
        """Show as much of a frame as fits: its head, its foot, and a window on its lines."""
        foot = frame.foot[: max(height - 3, 1)]
        room = max(height - 2 - len(foot), 1)
        shown = pager.show(frame.lines, frame.needed, room, fresh=fresh)
        more = f"-- {pager.more} more lines: space --" if pager.more else ""
        if self._plain:
            self._put("\n".join(["", frame.head, *shown, more, *foot, ""]))
            return
        lines = [frame.head, *shown, *[""] * (room - len(shown)), more, *foot]
        text = "\n".join(line + _REST_OF_LINE for line in lines[:height])
        self._put(_TOP + text + _REST_OF_SCREEN)

    @staticmethod
    def _put(text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()
