"""The loop of a review: draw, read a key, keep what was decided, draw the next message."""

from __future__ import annotations

from pathlib import Path

from triage.cli.decision_file import DecisionFile
from triage.cli.editor import edit
from triage.cli.keys import Keyboard
from triage.cli.screen import Screen, look
from triage.decisions import beside
from triage.desk.review import Keep, Mode, Quit, Review, Write
from triage.readers.clean import clean_body
from triage.render.pager import SCROLL_KEYS, Pager
from triage.render.review import Look, frame

_SECONDS = 0.5
"""How long to wait for a key before looking whether the window's size has changed."""


def run_review(review: Review, cases: Path) -> None:
    """Review until it is left. Raises TriageError when a decision cannot be kept."""
    shown = look()
    with DecisionFile(beside(cases)) as decisions, Keyboard() as keys, Screen(shown) as screen:
        _Session(review, decisions, keys, screen, shown, cases.parent).run()


class _Session:
    def __init__(
        self,
        review: Review,
        decisions: DecisionFile,
        keys: Keyboard,
        screen: Screen,
        shown: Look,
        folder: Path,
    ) -> None:
        self._review = review
        self._decisions = decisions
        self._keys = keys
        self._screen = screen
        self._shown = shown
        self._folder = folder
        self._pager = Pager()
        self._drawn: tuple[object, ...] = ()
        self._size = (0, 0)

    def run(self) -> None:
        """Until a key or the end of the input says to leave."""
        self._draw()
        while True:
            try:
                keys = self._keys.read(_SECONDS)
            except EOFError:
                return
            if keys:
                if self._take(keys):
                    return
                self._draw()
            elif self._screen.size() != self._size:
                self._draw()

    def _take(self, keys: list[str]) -> bool:
        """What some keys do; True to leave."""
        review = self._review
        if len(keys) > 1 and review.mode is not Mode.SEARCHING:
            # Nobody types so fast: it is a paste, or the keyboard's repeat, and decides nothing.
            scrolling = [key for key in keys if key in SCROLL_KEYS]
            if len(scrolling) < len(keys):
                review.notice = "Several keys came at once, so nothing was decided."
            keys = scrolling[:1]  # each page is drawn, or it was not seen
        for key in keys:
            if key in SCROLL_KEYS and review.mode is not Mode.SEARCHING:
                self._pager.press(key)
                continue
            request = review.press(key, seen=self._pager.seen)
            if isinstance(request, Keep):
                self._decisions.add(request.decision)
            elif isinstance(request, Write):
                self._write(request.text)
            elif isinstance(request, Quit):
                return True
        return False

    def _write(self, text: str) -> None:
        case = self._review.case
        assert case is not None
        self._screen.__exit__(None, None, None)
        try:
            with self._keys.suspended():
                written, trouble = edit(text, clean_body(case.comment.body), self._folder)
        finally:
            self._screen.__enter__()
        self._drawn = ()
        self._review.written(written, trouble)

    def _draw(self) -> None:
        review = self._review
        self._size = width, height = self._screen.size()
        comment = review.case.comment if review.case else None
        # To be asked again "are you sure" leaves the text where it is.
        mode = Mode.READING if review.mode is Mode.SURE else review.mode
        drawn = (self._size, mode, comment, review.proposal)
        fresh = drawn != self._drawn
        if fresh and mode is Mode.READING:
            self._keys.forget()  # what was typed before this could be read decides nothing
        self._screen.draw(frame(review, width, self._shown), self._pager, height, fresh=fresh)
        self._drawn = drawn
