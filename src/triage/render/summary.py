"""What a run came to: by disposition and topic, and what was skipped and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.model import Disposition

TOPICS_SHOWN = 12


def summary_rows(
    topics: Mapping[Disposition, Mapping[str, int]], skipped: Mapping[str, int]
) -> Iterator[tuple[Disposition, int, str]]:
    """(disposition, cases, their topics with counts), worst first, without empty ones.

    For ``skip`` why they were skipped stands in place of the topics.
    """
    for disposition in Disposition:
        counts = topics.get(disposition, {})
        if counts:
            parts = skipped if disposition is Disposition.SKIP else counts
            yield disposition, sum(counts.values()), _listed(parts)


def _listed(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(ordered) == 1 and not ordered[0][0]:
        return ""
    shown = [f"{name or 'no entry'} {count}" for name, count in ordered[:TOPICS_SHOWN]]
    more = sum(count for _, count in ordered[TOPICS_SHOWN:])
    return ", ".join([*shown, f"others {more}"] if more else shown)
