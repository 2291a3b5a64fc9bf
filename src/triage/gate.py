"""The safety gate as a whole: the rules first, then a learned second line.

The second line catches wordings that no rule foresaw; it may raise a disposition, never lower one,
and says which known message the new one resembles and which sentence weighed most. Rules and second
line are reported separately.
"""

from __future__ import annotations

from triage.model import BROKEN, Flag, Tier
from triage.second_line import Examine, SecondLine


class Gate:
    """Call it with a message: its flags, worst tier first. Immutable, safe between threads."""

    def __init__(self, examine: Examine, second_line: SecondLine | None) -> None:
        """``examine``: the rules (``Screen.examine``); ``second_line``: None to do without."""
        self._examine = examine
        self._second_line = second_line

    def __call__(self, text: str) -> tuple[Flag, ...]:
        """The rules' flags, and the second line's where it is worse than theirs."""
        examined = self._examine(text)
        if self._second_line is None:
            return examined.flags
        try:
            learned = self._second_line.find(text, examined)
        except Exception as error:  # what the rules found must not be lost with it
            learned = (_broken(error),)
        if not learned:
            return examined.flags
        return tuple(sorted((*examined.flags, *learned), key=lambda flag: flag.tier.rank))


def _broken(error: Exception) -> Flag:
    """In place of the second line's finding: nobody knows what it would have been."""
    return Flag(
        rule=BROKEN,
        tier=Tier.CLINICIAN,
        text="",
        start=0,
        end=0,
        title=f"the second look failed: {type(error).__name__}",
        instruct="Part of the safety check failed on this message. Read all of it.",
    )
