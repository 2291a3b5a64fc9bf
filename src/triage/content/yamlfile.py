"""YAML bytes to nodes that know where they stand; the only user of PyYAML.

Works on the parser's events, not on PyYAML's objects: no tag is ever acted upon, depth and number
of nodes are bounded (what an alias stands for counts each time, so no alias bomb can grow), plain
scalars keep the text as written, and what stands before a syntax error is still there to be
checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from triage.content.loaded import Report, SourceText, shown
from triage.content.mistakes import hint_for, tabbed_lines
from triage.model import Location

if TYPE_CHECKING:
    from yaml import YAMLError

LARGEST = 32 * 1024 * 1024
"""Bytes; 10,000 entries of the shipped length take about 20 MB."""
MOST_NODES = 1_000_000
DEEPEST = 32

# What YAML allows as it stands, less the marks that turn the direction of the shown text around.
_FORBIDDEN = re.compile(
    "[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
    "|[\\u202a-\\u202e\\u2066-\\u2069\\ufeff]"
)


@dataclass(slots=True, eq=False)
class Scalar:
    """One text as written. ``plain``: without quotes, so that other YAML readers may convert it."""

    value: str
    plain: bool
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Items:
    """A list. ``closed`` is False where a syntax error cut it short."""

    start: int
    end: int
    items: list[Node] = field(default_factory=list)
    flow: bool = False
    closed: bool = False


@dataclass(slots=True, eq=False)
class Pairs:
    """A mapping in the order of the file, duplicate keys included."""

    start: int
    end: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    flow: bool = False
    closed: bool = False

    def get(self, key: str) -> Node | None:
        """The value of the first such key."""
        for name, value in self.pairs:
            if isinstance(name, Scalar) and name.value == key:
                return value
        return None


Node: TypeAlias = Scalar | Items | Pairs


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """The nodes of one file with its text. Offsets count characters after a byte order mark."""

    source: SourceText
    root: Node

    def place(self, node: Node) -> Location:
        """Where a node begins."""
        return self.source.place(node.start)

    def place_of(self, text: str, node: Node) -> Location:
        """Where some words stand inside a node; its beginning where they were folded or escaped."""
        found = self.source.text.find(text, node.start, node.end)
        return self.source.place(found if found >= 0 else node.start)


def read_yaml(data: bytes, report: Report) -> Document | None:
    """The nodes of one YAML document, None where there is nothing to read.

    Reports: too-large, encoding, control-character, tab, yaml-syntax, alias, tag, too-deep,
    too-many, several-documents, empty-file. Never raises for whatever bytes.
    """
    if len(data) > LARGEST:
        report.add(
            "too-large",
            f"the file has {len(data) // 1_000_000} MB, more than {LARGEST // 1_000_000} MB",
            Location(report.file),
            "is this the right file? Split it if it is",
        )
        return None
    source = SourceText(report.file, _clean(_decoded(data, report), report))
    root = _Composer(source, report).compose()
    if root is None:
        if not report.failed:
            report.add(
                "empty-file",
                "the file is empty",
                Location(report.file, 1, 1),
                "`triage init` writes a file to begin with",
            )
        return None
    return Document(source, root)


def _decoded(data: bytes, report: Report) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            report.add(
                "encoding",
                "the file is UTF-16, not UTF-8",
                Location(report.file, 1, 1),
                'save it as "UTF-8" in your editor',
            )
            return data[2:].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # cp1252 gives every byte one character, so that lines and columns stay right
        text = data.decode("cp1252", errors="replace")
        report.add(
            "encoding",
            f"the file is not UTF-8: byte {data[error.start]:#04x} here",
            SourceText(report.file, text).place(error.start),
            'save it as "UTF-8" in your editor (this one looks like Windows-1252)',
        )
        return text


def _clean(text: str, report: Report) -> str:
    if not _FORBIDDEN.search(text):
        return text
    source = SourceText(report.file, text)
    for count, found in enumerate(_FORBIDDEN.finditer(text)):
        if count == 20:
            break
        report.add(
            "control-character",
            f"an invisible control character stands here: U+{ord(found.group()):04X}",
            source.place(found.start()),
            "delete it",
        )
    return _FORBIDDEN.sub(" ", text)


class _Composer:
    """Turns parser events into nodes without recursion."""

    def __init__(self, source: SourceText, report: Report) -> None:
        self._source = source
        self._report = report
        self._open: list[Items | Pairs] = []
        self._keys: list[Node | None] = []
        self._anchored: list[tuple[str | None, int, int]] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._root: Node | None = None
        self._nodes = 0
        self._aliases = 0

    def compose(self) -> Node | None:
        import yaml

        try:
            for event in self._events(yaml):
                if not self._take(yaml, event):
                    break
        except yaml.YAMLError as error:
            self._syntax(error)
        except UnicodeError as error:  # pragma: no cover - decoded text holds no lone surrogates
            self._problem("encoding", str(error), 0, "save the file as UTF-8")
        return self._root

    def _events(self, yaml: Any) -> Iterator[Any]:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return iter(yaml.parse(self._source.text, Loader=loader))

    def _take(self, yaml: Any, event: Any) -> bool:
        """Take one event; False to stop reading."""
        if isinstance(event, yaml.NodeEvent):
            return self._node(yaml, event)
        if isinstance(event, yaml.CollectionEndEvent):
            closed = self._open.pop()
            self._keys.pop()
            closed.end = event.end_mark.index
            closed.closed = True
            name, nodes, aliases = self._anchored.pop()
            # no aliases of aliases: depth stays bounded
            if name is not None and aliases == self._aliases:
                self._anchors[name] = (closed, self._nodes - nodes)
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            self._problem(
                "several-documents",
                'a second document begins here ("---")',
                event.start_mark.index,
                "keep everything in one document: delete this line",
            )
            return False
        return True

    def _node(self, yaml: Any, event: Any) -> bool:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor, start, end)
        else:
            self._nodes += 1
        if self._nodes > MOST_NODES:
            self._problem("too-many", f"more than {MOST_NODES:,} values", start, "split the file")
            return False
        if getattr(event, "tag", None) is not None:
            self._problem(
                "tag", f"tags are not used here: {shown(event.tag)}", start, "delete the tag"
            )
        if isinstance(event, yaml.ScalarEvent):
            scalar = Scalar(event.value, not event.style, start, end)
            self._place(scalar)
            if event.anchor is not None:
                self._anchors[event.anchor] = (scalar, 1)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self._open) >= DEEPEST:
                self._problem("too-deep", f"nested more than {DEEPEST} deep", start, "")
                return False
            kind = Items if isinstance(event, yaml.SequenceStartEvent) else Pairs
            node = kind(start, end, flow=bool(event.flow_style))
            self._place(node)
            self._open.append(node)
            self._keys.append(None)
            self._anchored.append((event.anchor, self._nodes - 1, self._aliases))
        return True

    def _alias(self, name: str, start: int, end: int) -> None:
        """Put the anchored node here once more. An anchor exists only once its node is whole."""
        node, size = self._anchors.get(name, (None, 1))
        self._nodes += size
        self._aliases += 1
        if node is None:
            hint = "a text that begins with * must stand in quotes; an anchor cannot hold aliases"
            self._problem("alias", f"nothing usable is called &{shown(name)}", start, hint)
            node = Scalar("*", False, start, end)
        if self._nodes <= MOST_NODES:
            self._place(node)

    def _place(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
        elif (key := self._keys[-1]) is None:
            self._keys[-1] = node
        else:
            parent.pairs.append((key, node))
            self._keys[-1] = None

    def _syntax(self, error: YAMLError) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        offset = min(mark.index if mark else 0, len(self._source.text))
        tabs = tabbed_lines(self._source.text, offset)
        for tab in tabs:
            self._problem(
                "tab",
                "a tab stands in the indentation; YAML wants spaces",
                tab,
                "replace the tab by spaces",
            )
        said = shown(str(getattr(error, "problem", None) or error), 120)
        if "maximum nesting" in said:  # the reader's own limit, met before ours in one long line
            self._problem("too-deep", f"nested more than {DEEPEST} deep", offset, "")
        elif not tabs:
            self._problem(
                "yaml-syntax",
                f"not readable as YAML from here on: {said}",
                offset,
                hint_for(said, self._source.text, offset),
            )

    def _problem(self, code: str, message: str, offset: int, hint: str) -> None:
        self._report.add(code, message, self._source.place(offset), hint)
