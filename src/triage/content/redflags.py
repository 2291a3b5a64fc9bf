"""``redflags.yaml``: the rules that stop a message, and the context cues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from triage.content.loaded import Loaded, Report, shown, suggestion
from triage.content.read import WRONG, Got, Reader
from triage.content.tables import REDFLAGS
from triage.content.yamlfile import Items, Node, Pairs, Scalar, read_yaml
from triage.model import Cue, FlagStatus, Lexicon, RedFlags, Rule, Tier

_TERM = re.compile(r"@([A-Za-z0-9][\w-]*)")


def load_redflags(data: bytes, file: str, lexicon: Lexicon | None = None) -> Loaded[RedFlags]:
    """Read red flags, with every pattern tried. Without ``lexicon`` its names are not checked."""
    report = Report(file)
    document = read_yaml(data, report)
    if document is None:
        return report.loaded(None)
    reader = Reader(document, report)
    got = reader.read(document.root, REDFLAGS)
    if got is WRONG:
        return report.loaded(None, document)
    terms: dict[str, tuple[str, ...]] = got.get("terms", {})
    parts: tuple[Got, ...] = got.get("rules", ())
    _check_ids(reader, parts)
    known = None if lexicon is None else {*terms, *lexicon.concepts}
    checker = _Patterns(reader, known)
    checker.terms(got.node.get("terms"))
    for part in parts:
        checker.when(part.node.get("when"))
    for part in got.get("context", ()):
        checker.pattern(part.at("cue"))
    _check_circles(reader, got.node.get("terms"), terms)
    redflags = RedFlags(
        rules=tuple(_rule(reader, part) for part in parts if part.whole),
        context=tuple(_cue(part) for part in got.get("context", ()) if part.whole),
        terms=terms,
    )
    return report.loaded(redflags, document)


def _rule(reader: Reader, part: Got) -> Rule:
    return Rule(
        id=part.get("id"),
        tier=Tier(part.get("tier")),
        title=part.get("title"),
        instruct=part.get("instruct"),
        when=part.get("when"),
        fires=part.get("fires", ()),
        silent=part.get("silent", ()),
        location=reader.document.place(part.node),
        enabled=part.get("enabled", True),
    )


def _cue(part: Got) -> Cue:
    return Cue(
        cue=part.get("cue"),
        status=FlagStatus(part.get("status")),
        direction=part.get("direction", "forward"),
        until=part.get("until", ()),
        scope=part.get("scope", 0),
    )


def _check_ids(reader: Reader, parts: tuple[Got, ...]) -> None:
    first: dict[str, Got] = {}
    for part in parts:
        other = first.setdefault(part.get("id"), part)
        if other is not part and part.get("id"):
            place = reader.document.place(other.at("id"))
            message = f"the id {part.get('id')} is used twice, first at {place}"
            reader.problem("duplicate-id", message, part.at("id"), "give one another id")


class _Patterns:
    """Tries patterns and conditions, and looks up the names in them."""

    def __init__(self, reader: Reader, known: set[str] | None) -> None:
        self._reader = reader
        self._known = known

    def terms(self, node: Node | None) -> None:
        for _, value in node.pairs if isinstance(node, Pairs) else ():
            for item in value.items if isinstance(value, Items) else ():
                self.pattern(item)

    def when(self, node: Node | None) -> None:
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


def _check_circles(reader: Reader, node: Node | None, terms: Mapping[str, tuple[str, ...]]) -> None:
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
