"""Why flags made a case what it is, in words for staff."""

from __future__ import annotations

from collections.abc import Sequence

from triage.model import BROKEN, LEARNED, Flag, FlagStatus, Reason, Tier

# Findings that do not count but that staff should see before an answer leaves.
_NOTED = (FlagStatus.PAST, FlagStatus.OTHER_PERSON, FlagStatus.HYPOTHETICAL)


def flag_reasons(flags: Sequence[Flag]) -> list[Reason]:
    """A reason for each flag that decides something; its code says which part raised it."""
    counted = [flag for flag in flags if flag.counts and flag.tier is not Tier.NOTE]
    codes = [flag.rule if flag.rule in (LEARNED, BROKEN) else "rule" for flag in counted]
    return [Reason(code, _told(flag)) for code, flag in zip(codes, counted, strict=True)]


def notes(flags: Sequence[Flag]) -> list[Reason]:
    """One reason that names what staff should see though it decides nothing, or none."""
    noted = [flag for flag in flags if flag.status in _NOTED or flag.tier is Tier.NOTE]
    told = "; ".join(flag.text if flag.counts else f"{flag.text} ({flag.status})" for flag in noted)
    return [Reason("note", f"staff should see: {told}")] if noted else []


def _told(flag: Flag) -> str:
    title = flag.title or "red flag"
    return title if flag.rule == BROKEN else f"{title} ({flag.rule}): {flag.text}"
