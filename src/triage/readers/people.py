"""Who is staff: names and addresses compared whole, never guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from triage.model import Location, Problem
from triage.readers.clean import clean_line
from triage.readers.interface import note

_TITLED = re.compile(r"(?:dr\.?|doctor|prof\.?|nurse)\s+\S.*|.*\b(?:m\.?d\.?|rn|np)", re.IGNORECASE)


def normal_name(name: str) -> str:
    """A name or address to compare: "Dr.  Mauskop" and "dr mauskop" are one."""
    name = clean_line(name).casefold()
    return name if "@" in name else " ".join(name.replace(".", " ").replace(",", " ").split())


class Staff:
    """The names and addresses the user gave."""

    def __init__(self, names: Iterable[str]) -> None:
        """Blank names match nobody."""
        self._known = frozenset(filter(None, map(normal_name, names)))

    def __bool__(self) -> bool:
        """True where anybody was named."""
        return bool(self._known)

    def wrote(self, author: str | None, email: str | None) -> bool | None:
        """Whether staff wrote it; None where nobody was named as staff."""
        if not self._known:
            return None
        return any(who and normal_name(who) in self._known for who in (author, email))


def is_titled(name: str) -> bool:
    """True for a name that signs with a title, as staff do, and as a patient may."""
    return bool(_TITLED.fullmatch(name))


def staff_hints(titled: Counter[str], place: Location) -> Iterator[Problem]:
    """A note on authors who sign with a title, for a source read without staff names.

    Only a suggestion: a patient may sign "Dr. Smith".
    """
    if titled:
        shown = ", ".join(f"{name} ({count})" for name, count in titled.most_common(3))
        yield note(
            "staff-hint",
            f"looks like staff: {shown}; pass --staff to skip their own comments",
            place,
            f'--staff "{titled.most_common(1)[0][0]}"',
        )
