"""Which of the lines that look like headers are headers: numbers that run on, dates in order.

A patient can type "Dr. X says: 01/01/2020 5:00 pm" inside a comment. Nothing in the line itself
tells it from a real header; only its place among the others does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from triage.readers.headers import Header


class Direction(StrEnum):
    """How a page orders its comments."""

    NEWEST_FIRST = "newest-first"
    OLDEST_FIRST = "oldest-first"
    MIXED = "mixed"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Ordered:
    """The headers that open comments, those that are only text, and those to be wary of."""

    headers: list[Header]
    typed: list[Header] = field(default_factory=list)
    doubtful: list[Header] = field(default_factory=list)
    direction: Direction = Direction.UNKNOWN
    numbered: bool = False


def sort_out(found: Sequence[Header]) -> Ordered:
    """Tell real headers from typed ones."""
    if not found:
        return Ordered([])
    numbers = [header for header in found if header.number is not None]
    if len(numbers) * 2 > len(found) or (found[0].number is not None and len(numbers) > 1):
        kept = _chain(numbers)
        if len(kept) > 1 or len(found) == 1:
            return _numbered(found, kept)
    return _by_date(found)


def _numbered(found: Sequence[Header], kept: list[Header]) -> Ordered:
    real = set(map(id, kept))
    result = Ordered(kept, typed=[h for h in found if id(h) not in real], numbered=True)
    result.direction, outside = _direction(kept)
    result.doubtful = outside
    return result


def _chain(numbers: Sequence[Header]) -> list[Header]:
    """The longest run of headers whose numbers go up, or down, by one, dates in order if possible.

    Of two that carry the same number the one whose date fits the page's direction is kept, then
    the one that is indented as the first header.
    """
    best: list[Header] = []
    best_rank = (0, 0)
    for step in (1, -1):
        for sign in (1, -1):
            chain, rank = _longest(numbers, step, sign)
            if rank > best_rank:
                best, best_rank = chain, rank
    return best


def _longest(
    numbers: Sequence[Header], step: int, sign: int
) -> tuple[list[Header], tuple[int, int]]:
    """The best chain that ends in any header; ``sign`` 1 counts dates that go up, -1 down."""
    ends: dict[int, list[tuple[tuple[int, int], int]]] = {}
    before: list[int] = []
    ranks: list[tuple[int, int]] = []
    for at, header in enumerate(numbers):
        number = header.number or 0
        length, fitting, previous = 1, 0, -1
        # Few headers share a number; a hostile page of many is cut to the last of them.
        for (had, fit), index in ends.get(number - step, [])[-8:]:
            fits = fit + _fits(numbers[index], header, sign)
            fits += header.indent == numbers[index].indent
            if (had + 1, fits) > (length, fitting) or previous < 0:
                length, fitting, previous = had + 1, fits, index
        ends.setdefault(number, []).append(((length, fitting), at))
        before.append(previous)
        ranks.append((length, fitting))
    end = max(range(len(numbers)), key=ranks.__getitem__)
    rank = ranks[end]
    chain: list[Header] = []
    while end >= 0:
        chain.append(numbers[end])
        end = before[end]
    return chain[::-1], rank


def _fits(earlier: Header, later: Header, sign: int) -> int:
    if earlier.when is None or later.when is None:
        return 0
    return 2 * (earlier.when <= later.when if sign > 0 else earlier.when >= later.when)


def _by_date(found: Sequence[Header]) -> Ordered:
    result = Ordered([])
    result.direction, outside = _direction(found)
    odd = set(map(id, outside))
    # On a page that keeps its comments apart, one that is not apart was typed.
    kept_apart = sum(header.apart for header in found) * 3 > len(found) * 2
    wary = result.direction is Direction.MIXED and kept_apart
    for header in found:
        previous = result.headers[-1] if result.headers else None
        if wary and not header.apart:
            result.typed.append(header)
        elif id(header) not in odd or (previous and header.indent > previous.indent):
            result.headers.append(header)  # in order, or an indented reply below its comment
            if kept_apart and not header.apart:
                result.doubtful.append(header)
        elif header.apart and _after(previous, header):
            result.headers.append(header)
            result.doubtful.append(header)
        else:
            result.typed.append(header)
    return result


def _after(previous: Header | None, header: Header) -> bool:
    """Whether it may be a reply printed below the older comment it answers."""
    if previous is None or previous.when is None or header.when is None:
        return previous is None
    return header.when >= previous.when


def _direction(headers: Sequence[Header]) -> tuple[Direction, list[Header]]:
    """The page's direction and the headers that break it; mixed if more than a few do."""
    dated = [header for header in headers if header.when is not None]
    moments = [(header.when, header.apart) for header in dated if header.when is not None]
    if len(moments) < 2:
        return Direction.UNKNOWN, []
    up = _longest_run(moments)
    down = [len(moments) - 1 - at for at in _longest_run(moments[::-1])]
    direction, run = (
        (Direction.OLDEST_FIRST, up) if len(up) > len(down) else (Direction.NEWEST_FIRST, down)
    )
    outside = set(range(len(dated))) - set(run)
    if len(outside) > max(1, len(dated) // 3) or (outside and len(up) == len(down)):
        return Direction.MIXED, []
    return direction, [dated[at] for at in sorted(outside)]


def _longest_run(moments: Sequence[tuple[datetime, bool]]) -> list[int]:
    """Positions of a longest run that never goes down, with as many apart as there can be.

    A dynamic program over the ranks of the dates, with a Fenwick tree for the best run so far:
    n log n for a page of n comments.
    """
    ranks = {when: rank for rank, when in enumerate(sorted({when for when, _ in moments}), 1)}
    best = [(0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    top = (0, -1)
    for at, (when, apart) in enumerate(moments):
        rank = ranks[when]
        length, previous = max(_prefix(best, rank))
        before.append(previous)
        # One more header outweighs any number that stand apart.
        reached = (length + _MOST + apart, at)
        top = max(top, reached)
        while rank < len(best):
            best[rank] = max(best[rank], reached)
            rank += rank & -rank
    run: list[int] = []
    at = top[1]
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]


_MOST = 1 << 20


def _prefix(tree: Sequence[tuple[int, int]], rank: int) -> list[tuple[int, int]]:
    found = [(0, -1)]
    while rank:
        found.append(tree[rank])
        rank -= rank & -rank
    return found
