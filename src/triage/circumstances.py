"""What staff must know of an alarming message before they act on it: how old, how to reach whom.

None of it changes what a message is; it is told with the instructions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from triage.model import Comment

LONG_AGO = 7
"""Days after which an alarm says when it was written: old exports are triaged too."""

_MAYBE_REACHABLE = re.compile(r"[@＠\[]|\d(?:\D*\d){3}|(?:com|net|org|edu)\b", re.IGNORECASE)
"""What every phone number, address and placeholder has something of, to be searched in no time."""


def circumstances(comment: Comment, today: str | None) -> Iterator[str]:
    """Sentences to be told with an alarm. ``today``: an ISO date, None for "not known"."""
    days = _age(comment.date, today)
    if days is not None and days > LONG_AGO:
        yield (
            f"Written {days} days ago ({(comment.date or '')[:10]}): find out first "
            "whether somebody has seen to it; if nobody has, act as today."
        )
    if not _reachable(comment):
        yield "No phone number and no address in it: find the patient in your records."


def _age(written: str | None, today: str | None) -> int | None:
    try:
        return (date.fromisoformat(today or "") - date.fromisoformat((written or "")[:10])).days
    except ValueError:
        return None


def _reachable(comment: Comment) -> bool:
    if comment.email:
        return True
    text = f"{comment.subject or ''}\n{comment.body}"
    if not _MAYBE_REACHABLE.search(text):
        return False
    from triage.redact import EMAIL, PHONE, redact  # its patterns are for alarms alone

    hidden = redact(text)
    return PHONE in hidden or EMAIL in hidden
