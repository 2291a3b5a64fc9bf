"""When two wordings are the same, or as good as the same."""

from __future__ import annotations

from triage.text import words


def wording_key(text: str) -> tuple[str, ...]:
    """The words of a text as compared: equal keys mean the same wording.

    Case, accents, apostrophes, punctuation and repeated letters do not count; digits do ("100"
    and "1000" differ).
    """
    return tuple(
        digits if (digits := text[w.start : w.end]).isdecimal() else w.norm for w in words(text)
    )
