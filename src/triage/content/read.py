"""Checks the nodes of a YAML file against a shape and takes the values out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from triage.content.loaded import Report, shown, suggestion
from triage.content.mistakes import converted
from triage.content.shape import (
    Choice,
    Day,
    Expression,
    ListOf,
    MapOf,
    Number,
    Record,
    Shape,
    Text,
    YesNo,
    longest,
)
from triage.content.yamlfile import Document, Items, Node, Pairs, Scalar
from triage.model import Severity

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_CUT_BY_COMMENT = re.compile(r"[ \t]#[^\s#]")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_WHOLE = re.compile(r"[-+]?\d{1,9}")
_DECIMAL = re.compile(r"[-+]?(?:\d{1,9}\.?\d{0,17}|\.\d{1,17})")
_KINDS = {Scalar: "text", Items: "a list", Pairs: "a mapping (key: value)"}

WRONG: Any = object()
"""Instead of a value that could not be read; its problem has been reported."""


@dataclass(frozen=True, slots=True)
class Got:
    """What a record of the file holds: values by key, absent keys left out."""

    values: dict[str, Any]
    node: Pairs
    whole: bool
    """False where a required key is missing or wrong."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key."""
        return self.values.get(key, default)

    def at(self, key: str) -> Node:
        """The node of a key's value, or of the record where the key is absent."""
        return self.node.get(key) or self.node


def is_null(node: Node) -> bool:
    """True for an empty value, ``~`` or ``null``."""
    return isinstance(node, Scalar) and node.plain and node.value in _NULLS


class Reader:
    """Reads nodes of one document by shape, reporting everything that is wrong."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document = document
        self.report = report
        self._readers: dict[type, Callable[[Node, Any], Any]] = {
            Text: self._text,
            Choice: self._choice,
            Day: self._day,
            Number: self._number,
            YesNo: self._yes_no,
            Expression: self._expression,
            ListOf: self._list,
            MapOf: self._map,
            Record: self._record,
        }

    def read(self, node: Node, shape: Shape) -> Any:
        """The value of a node, ``WRONG`` where it does not have that shape.

        Records come as ``Got``, lists as tuples without their wrong items, mappings as dicts.
        """
        return self._readers[type(shape)](node, shape)

    def problem(
        self, code: str, message: str, node: Node, hint: str = "", *, warn: bool = False
    ) -> None:
        """Report a problem at a node."""
        severity = Severity.WARNING if warn else Severity.ERROR
        self.report.add(code, message, self.document.place(node), hint, severity)

    def _scalar(self, node: Node, wanted: str) -> Scalar | None:
        if isinstance(node, Scalar):
            return node
        hint = f"write {wanted} here"
        if isinstance(node, Pairs) and wanted == "text":
            hint = "a text with a colon in it must stand in quotes"
            if node.flow:
                hint = 'a text that begins with "{" must stand in quotes or under "|"'
        elif isinstance(node, Items) and node.flow and wanted == "text":
            hint = 'a text that begins with "[" must stand in quotes'
        self.problem("wrong-type", f"{wanted} is wanted, {_KINDS[type(node)]} found", node, hint)
        return None

    def _text(self, node: Node, shape: Text) -> Any:
        scalar = self._scalar(node, "text")
        if scalar is None:
            return WRONG
        value = scalar.value
        if len(value) > (most := longest(shape)):
            message = f"this text has {len(value):,} characters, more than {most:,}"
            self.problem("too-long", message, node, "is a quote missing? Else shorten it")
            return WRONG
        if scalar.plain:
            self._check_plain(scalar)
        if not value.strip():
            self.problem("blank", "text is wanted, nothing found", node, "write it, or delete it")
            return WRONG
        if _CONTROL.search(value):
            self.problem(
                "control-character", f"control character in {shown(value)}", node, "delete it"
            )
        if not shape.lines and "\n" in value.strip("\n"):
            self.problem("line-break", "this text must be one line", node, "join its lines")
        if shape.form is not None and not re.fullmatch(shape.form, value):
            self.problem("wrong-form", f"not allowed here: {shown(value)}", node, shape.form_hint)
            return WRONG
        return value.rstrip("\n") if shape.lines else value.strip("\n")

    def _check_plain(self, scalar: Scalar) -> None:
        if (meaning := converted(scalar.value)) is not None:
            self.problem(
                "yaml-conversion",
                f"without quotes, YAML reads {shown(scalar.value)} as {meaning}",
                scalar,
                f'write "{shown(scalar.value)}" in quotes',
            )
        elif _CUT_BY_COMMENT.match(self.document.source.text, scalar.end):
            self.problem(
                "comment-cut",
                f'" #" begins a comment: the text ends after {shown(scalar.value[-30:])}',
                scalar,
                "put the text in quotes, or a space after the #",
                warn=True,
            )

    def _choice(self, node: Node, shape: Choice) -> Any:
        wanted = " or ".join(shape.values) if len(shape.values) < 3 else "one word"
        scalar = self._scalar(node, wanted)
        if scalar is None:
            return WRONG
        if scalar.value not in shape.values:
            hint = suggestion(scalar.value, list(shape.values))
            self.problem("wrong-value", f"not known here: {shown(scalar.value)}", node, hint)
            return WRONG
        return scalar.value

    def _day(self, node: Node, shape: Day) -> Any:
        scalar = self._scalar(node, "a date")
        if scalar is None:
            return WRONG
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", scalar.value, re.ASCII):
                raise ValueError
            return date.fromisoformat(scalar.value).isoformat()
        except ValueError:
            hint = "write year-month-day, like 2027-11-22"
            self.problem("wrong-date", f"no such date: {shown(scalar.value)}", node, hint)
            return WRONG

    def _number(self, node: Node, shape: Number) -> Any:
        scalar = self._scalar(node, "a number")
        if scalar is None:
            return WRONG
        form = _WHOLE if shape.whole else _DECIMAL
        number = float(scalar.value) if form.fullmatch(scalar.value) else None
        if number is None or not shape.low <= number <= shape.high:
            self.problem(
                "wrong-number",
                f"not a possible number here: {shown(scalar.value)}",
                node,
                f"write a number from {shape.low:g} to {shape.high:g}",
            )
            return WRONG
        return int(number) if shape.whole else number

    def _yes_no(self, node: Node, shape: YesNo) -> Any:
        scalar = self._scalar(node, "true or false")
        if scalar is None:
            return WRONG
        if scalar.value.lower() not in ("true", "false"):
            message = f"true or false is wanted, {shown(scalar.value)} found"
            self.problem("wrong-value", message, node, "write true or false")
            return WRONG
        return scalar.value.lower() == "true"

    def _expression(self, node: Node, shape: Expression) -> Any:
        if isinstance(node, Scalar):
            if node.plain and _WHOLE.fullmatch(node.value):
                return int(node.value)
            return self._text(node, Text())
        if isinstance(node, Items):
            return [value for n in node.items if (value := self._expression(n, shape)) is not WRONG]
        mapping: dict[str, Any] = {}
        for name, value in self.pairs(node):
            if (read := self._expression(value, shape)) is not WRONG:
                mapping[name] = read
        return mapping

    def _list(self, node: Node, shape: ListOf) -> Any:
        if not isinstance(node, Items):
            hint = 'write each one on a line of its own, after "- "'
            self.problem("wrong-type", f"a list is wanted, {_KINDS[type(node)]} found", node, hint)
            return WRONG
        if len(node.items) < shape.least and node.closed:
            self.problem("empty-list", "this list is empty", node, "write at least one item")
        values = (self.read(item, shape.item) for item in node.items)
        return tuple(value for value in values if value is not WRONG)

    def _map(self, node: Node, shape: MapOf) -> Any:
        if not isinstance(node, Pairs):
            self._mapping_wanted(node)
            return WRONG
        values: dict[str, Any] = {}
        for name, value in self.pairs(node, shape.name):
            if (read := self.read(value, shape.value)) is not WRONG:
                values[name] = read
        return values

    def _mapping_wanted(self, node: Node) -> None:
        message = f"a mapping (key: value) is wanted, {_KINDS[type(node)]} found"
        self.problem("wrong-type", message, node, "write `key: value` lines here")

    def pairs(self, node: Pairs, form: Text | None = None) -> list[tuple[str, Node]]:
        """The keys with their values, each key once; other keys than text are reported."""
        seen: dict[str, Node] = {}
        found: list[tuple[str, Node]] = []
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                self.problem("wrong-type", "a key must be text", key, "put it in quotes")
                continue
            if (first := seen.setdefault(key.value, key)) is not key:
                line = self.document.place(first).line
                message = f"the key {shown(key.value)} stands here twice, first in line {line}"
                self.problem("duplicate-key", message, key, "keep one of the two")
                continue
            if form is not None and self._text(key, form) is WRONG:
                continue
            found.append((key.value, value))
        return found

    def _record(self, node: Node, shape: Record) -> Any:
        if not isinstance(node, Pairs):
            self._mapping_wanted(node)
            return WRONG
        values: dict[str, Any] = {}
        for name, value in self.pairs(node):
            key = shape.keys.get(name)
            read: Any = WRONG
            if key is not None:
                if is_null(value):
                    if key.required and node.closed:
                        hint = f"write it: {key.doc}"
                        self.problem("missing-key", f"the key {name} is empty", value, hint)
                    continue
                read = self.read(value, key.shape)
            elif shape.others is not None and self._free_key(node, name, shape):
                read = WRONG if is_null(value) else self.read(value, shape.others.value)
            if read is not WRONG:
                values[name] = read
        self._unknown_keys(node, shape)
        missing = [name for name, key in shape.keys.items() if key.required and name not in values]
        for name in missing:
            if node.get(name) is None and node.closed:
                hint = f"add `{name}: ...` ({shape.keys[name].doc})"
                self.problem("missing-key", f"the key {name} is missing", node, hint)
        return Got(values, node, not missing)

    def _free_key(self, node: Pairs, name: str, shape: Record) -> bool:
        key = next(k for k, _ in node.pairs if isinstance(k, Scalar) and k.value == name)
        assert shape.others is not None
        return self._text(key, shape.others.name) is not WRONG

    def _unknown_keys(self, node: Pairs, shape: Record) -> None:
        if shape.others is not None:
            return
        for key, _ in node.pairs:
            if isinstance(key, Scalar) and key.value not in shape.keys:
                hint = suggestion(key.value, list(shape.keys))
                self.problem("unknown-key", f"unknown key: {shown(key.value)}", key, hint)
