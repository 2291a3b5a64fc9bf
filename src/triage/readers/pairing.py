"""Staff replies and the comments they answer, where a page has no reply links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from triage.model import Comment, Problem
from triage.readers.intake import Intake
from triage.readers.interface import warning
from triage.readers.order import Direction, Ordered


def pair(
    comments: Sequence[Comment], ordered: Ordered, intake: Intake
) -> Iterator[Comment | Problem]:
    """The comments in the order given, with ``parent`` and ``answered_by`` filled in.

    By indentation where the page has it. Else by time: going from old to new, a staff comment
    answers the most recent comment before it that is not by staff and not yet answered. That is a
    guess and is marked as one.
    """
    parents = _by_indent(comments, ordered)
    how = "by indent"
    if not parents:
        parents, how = _by_time(comments, ordered), "by time"
    answers: dict[str, str] = {}
    for comment in comments:
        if comment.is_staff and comment.id in parents:
            answers.setdefault(parents[comment.id], comment.id)
    for comment in comments:
        answer = None if comment.is_staff else answers.get(comment.id)
        yield replace(
            comment,
            parent=parents.get(comment.id),
            answered_by=f"{answer} ({how})" if answer else None,
        )
    orphans = [c for c in comments if c.is_staff and c.id not in parents]
    if orphans:
        message = f"{len(orphans)} staff comments answer no comment of this page"
        yield warning("orphan-reply", message, orphans[0].source)


def _by_time(comments: Sequence[Comment], ordered: Ordered) -> dict[str, str]:
    parents: dict[str, str] = {}
    waiting: list[str] = []
    for at in _old_to_new(ordered):
        comment = comments[at]
        if comment.type != "comment" or comment.is_staff is None:
            continue
        if not comment.is_staff:
            waiting.append(comment.id)
        elif waiting:
            parents[comment.id] = waiting.pop()
    return parents


def _old_to_new(ordered: Ordered) -> list[int]:
    """Positions by time; what has no date stays beside its neighbour."""
    positions = list(range(len(ordered.headers)))
    if ordered.direction is Direction.NEWEST_FIRST:
        positions.reverse()
    moments = [header.when for header in ordered.headers]
    if any(moment is None for moment in moments):
        return positions
    return sorted(positions, key=lambda at: str(moments[at]))


def _by_indent(comments: Sequence[Comment], ordered: Ordered) -> dict[str, str]:
    """Child to parent; empty where the headers are not indented in steps."""
    if ordered.numbered or len({header.indent for header in ordered.headers}) < 2:
        return {}
    parents: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for header, comment in zip(ordered.headers, comments, strict=True):
        while above and above[-1][0] >= header.indent:
            above.pop()
        if above:
            parents[comment.id] = above[-1][1]
        above.append((header.indent, comment.id))
    return parents
