"""``--since``: which comments are recent enough; in doubt one is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from triage.model import Comment

_EARLIEST_ZONE = timedelta(hours=14)


@dataclass(slots=True)
class Since:
    """Keeps the comments of a day and later, and counts.

    ``before``: left out; ``undated``: kept, since they have no date that can be read.
    """

    day: date
    before: int = 0
    undated: int = 0

    def keeps(self, comment: Comment) -> bool:
        """Whether the comment was written on that day or later, as far as its date tells.

        A date without a zone counts as written. One in UTC counts from the hour at which the day
        began anywhere on earth (UTC+14): what the day was for the patient is not known.
        """
        when = _moment(comment.date)
        if when is None:
            self.undated += 1
            return True
        kept = when.date() >= self.day
        self.before += not kept
        return kept


def _moment(text: str | None) -> datetime | None:
    try:
        when = datetime.fromisoformat(text or "")
        if when.tzinfo is not None:
            when = when.astimezone(UTC) + _EARLIEST_ZONE
    except (ValueError, OverflowError):
        return None
    return when
