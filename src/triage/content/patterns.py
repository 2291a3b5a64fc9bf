"""The patterns in a file of red flags: each is tried, and the names in it are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from triage.content.loaded import shown, suggestion
from triage.content.read import Reader
from triage.content.yamlfile import Items, Node, Pairs, Scalar

_TERM = re.compile(r"@([A-Za-z0-9][\w-]*)")


class Patterns:
    """Tries patterns and conditions, and looks up the names in them."""

    def __init__(self, reader: Reader, known: set[str] | None) -> None:
        self._reader = reader
        self._known = known

    def terms(self, node: Node | None) -> None:
        """Every pattern of the named lists."""
        for _, value in node.pairs if isinstance(node, Pairs) else ():
            for item in value.items if isinstance(value, Items) else ():
                self.pattern(item)

    def when(self, node: Node | None) -> None:
        """Every pattern and condition of a rule."""
        for item in node.items if isinstance(node, Items) else ():
            if isinstance(item, Scalar):
                self.pattern(item)
            else:
                self._condition(item)

    def pattern(self, node: Node) -> None:
        """One pattern; what is wrong is shown at its very character where that is possible."""
        from triage.safety import PatternError, parse_pattern

        if not isinstance(node, Scalar) or not node.value.strip():
            return
        try:
            parse_pattern(node.value)
        except PatternError as error:
            place = self._reader.document.source.place(_offset(node, error.position))
            message = f"{error.message}, in the pattern {shown(node.value)}"
            self._reader.report.add("pattern", message, place, "see `triage rules show`")
            return
        for name in _TERM.findall(node.value):
            if self._known is not None and name not in self._known:
                hint = suggestion(name, sorted(self._known))
                place = self._reader.document.place_of(f"@{name}", node)
                message = f"neither a term nor a concept of the lexicon: @{name}"
                self._reader.report.add("unknown-concept", message, place, hint)

    def _condition(self, node: Node) -> None:
        from triage.safety import PatternError, parse_condition

        try:
            parse_condition(_plain(node))
        except PatternError as error:
            hint = "write it like {all: [...], within: sentence}"
            self._reader.problem("pattern", error.message, node, hint)
        for key, value in node.pairs if isinstance(node, Pairs) else ():
            if isinstance(key, Scalar) and key.value not in ("within", "count"):
                for scalar in _scalars(value):
                    self.pattern(scalar)


def _offset(node: Scalar, position: int) -> int:
    """Where a character of a scalar stands in the file (its beginning if it was folded)."""
    quoted = 0 if node.plain else 1
    written = node.end - node.start - 2 * quoted
    return (
        node.start + quoted + min(position, written) if written == len(node.value) else node.start
    )


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    for item in node.items if isinstance(node, Items) else ():
        yield from _scalars(item)


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return int(node.value) if node.plain and node.value.isdecimal() else node.value
    if isinstance(node, Items):
        return [_plain(item) for item in node.items]
    return {key.value: _plain(v) for key, v in node.pairs if isinstance(key, Scalar)}


def check_circles(reader: Reader, node: Node | None, terms: Mapping[str, tuple[str, ...]]) -> None:
    """Report each named list of patterns that is made of itself."""
    uses = {
        name: {used for pattern in patterns for used in _TERM.findall(pattern) if used in terms}
        for name, patterns in terms.items()
    }
    for name in terms:
        reached: set[str] = set()
        ahead = list(uses[name])
        while ahead:
            if (used := ahead.pop()) not in reached:
                reached.add(used)
                ahead.extend(uses[used])
        if name in reached and isinstance(node, Pairs):
            key = next(k for k, _ in node.pairs if isinstance(k, Scalar) and k.value == name)
            reader.problem("circular", f"@{name} refers to itself", key, "take it out")
