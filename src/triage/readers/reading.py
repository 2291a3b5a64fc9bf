"""Recognise a source and read it: the front door of the readers."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, BinaryIO, cast

from triage.fingerprints import Fingerprints
from triage.model import Comment, Location, Problem
from triage.readers.encoding import too_large
from triage.readers.interface import Reader, ReadOptions, error, stands_for_record, warning
from triage.readers.people import is_titled, staff_hints
from triage.readers.pipe import Resumed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEAD = 1 << 18
"""Bytes looked at to recognise a format."""

SURE = 80
"""A claim above this outweighs what the first bytes say of a foreign format."""

Expect = Callable[[int], None]
"""Told how many records are coming, before the first, where the source is gone through twice."""

FORMATS = (
    "jsonl", "json", "csv", "xlsx", "thread", "lines", "text",
    "wxr", "wp-json", "disqus", "blogger", "mbox", "eml",
)  # fmt: skip
"""What ``ReadOptions.format`` may name."""

CERTAIN = 85
"""A claim above this is not asked about further; the readers that make such claims come first."""

_LARGEST_PIPE = 256 << 20

_ALIASES = {"tsv": "csv"}

_ZIP = b"PK\x03\x04"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"

_FOREIGN = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old or a locked Office file, or an Outlook message (.msg)",
        "save a table as CSV UTF-8, a message as .eml or as text",
    ),
    (b"{\\rtf", "a formatted text (RTF)", "save it as plain text (.txt, UTF-8)"),
    (_ZIP, "an archive (zip)", "unpack it; a spreadsheet as .xlsx or CSV UTF-8"),
    (b"%PDF", "a PDF", "copy its text, or export the comments themselves"),
    (b"\x1f\x8b", "compressed (gzip)", "unpack it first"),
    (b"\x89PNG", "a picture", "export the comments as text"),
    (b"\xff\xd8\xff", "a picture", "export the comments as text"),
)


def _readers() -> Sequence[Reader]:
    from triage.readers import (
        blogger,
        mail,
        plain,
        records,
        sheet,
        table,
        thread,
        wordpress,
        xmlexports,
    )

    return (
        xmlexports.Wxr(),
        xmlexports.Disqus(),
        blogger.Blogger(),
        wordpress.WordPressJson(),
        records.JsonLines(),
        records.JsonArray(),
        mail.Mbox(),
        mail.Eml(),
        sheet.Xlsx(),
        table.Table(),
        thread.Thread(),
        plain.Lines(),
        plain.Text(),
    )


def detect(head: bytes, name: str) -> Reader | Problem:
    """The reader that claims a file most surely, by its first bytes; a Problem if none does."""
    place = Location(name)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        return error("empty-file", "the file is empty", place, "export it again")
    best, claim = _best(head, name)
    if claim > SURE:
        return best
    if head.startswith(_ZIP) and _OPEN_DOCUMENT in head[:200]:
        return error("unsupported", "this is an OpenDocument file", place, "save it as CSV UTF-8")
    if head.startswith(_ZIP) and b"word/" in head:
        hint = "save it as plain text (.txt, UTF-8)"
        return error("unsupported", "this is a Word document", place, hint)
    for magic, what, hint in _FOREIGN:
        if head.startswith(magic):
            return error("unsupported", f"this is {what}", place, hint)
    if claim > 0:
        return best
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        message = "this is a web page, not an export"
        hint = "copy the page's text into a .txt file, or export the comments"
        return error("unsupported", message, place, hint)
    if start.startswith(b"<"):
        message = "XML, but no WordPress, Disqus or Blogger export"
        return error("unsupported", message, place, f"formats: {', '.join(FORMATS)}")
    message = "no comments recognised in this file"
    hint = "one message: --input text; one message a line: --input lines"
    return error("not-recognised", message, place, hint)


def _best(head: bytes, name: str) -> tuple[Reader, int]:
    """The reader that claims the file most surely, and how surely."""
    best: Reader = _readers()[0]
    highest = -1
    for reader in _readers():
        claim = reader.claims(head, name)
        if claim > highest:
            best, highest = reader, claim
        if highest > CERTAIN:
            break
    return best, highest


def read(
    source: BinaryIO, name: str, options: ReadOptions, expect: Expect | None = None
) -> Iterator[Comment | Problem]:
    """The comments of an open binary file, with problems in their place.

    ``name``: shown in places (``name:line``); ``expect``: see ``Expect``. Replies by staff are
    paired with what they answer, so most files are gone through twice; only JSON Lines from a pipe
    is read as it comes. Errors of the system (OSError) pass through.
    """
    head = _head(source)
    reader = _wanted(head, name, options)
    if not source.seekable() and (isinstance(reader, Problem) or not reader.live):
        # A pipe's first piece may be too short to tell; only a live reader must not wait.
        while len(head) < HEAD and (more := source.read(HEAD - len(head))):
            head += more
        reader = _wanted(head, name, options)
    if isinstance(reader, Problem):
        yield reader
        return
    if not source.seekable():
        rest: BinaryIO = cast("BinaryIO", io.BufferedReader(Resumed(head, source)))
        if not reader.live:
            data = rest.read(_LARGEST_PIPE + 1)
            if len(data) > _LARGEST_PIPE:
                yield too_large(name, _LARGEST_PIPE)
                return
            rest = io.BytesIO(data)
        source = rest
    yield from _limited(_finished(reader, source, name, options, expect), options, name)


def first_columns(source: BinaryIO, name: str, options: ReadOptions) -> tuple[str, ...]:
    """The columns of a source's first readable record that no field of a comment takes up.

    ``source`` can seek, and stands where it stood when this returns.
    """
    start = source.tell()
    reader = _wanted(_head(source), name, options)
    records = iter(()) if isinstance(reader, Problem) else reader.read(source, name, options)
    first = next((record for record in records if isinstance(record, Comment)), None)
    source.seek(start)
    return tuple(first.extra) if first else ()


def read_folder(
    folder: Path, options: ReadOptions, expect: Expect | None = None
) -> Iterator[Comment | Problem]:
    """The comments of a Maildir. A Problem for any other folder. OSError passes through."""
    from triage.readers.maildir import Maildir

    name = str(folder)
    if not Maildir.is_one(folder):
        hint = f"name the files in it, for instance {folder / '*.eml'}"
        yield error("unsupported", "this folder is no Maildir", Location(name), hint)
        return
    reader = Maildir(folder)
    yield from _limited(_finished(reader, io.BytesIO(), name, options, expect), options, name)


def _head(source: BinaryIO) -> bytes:
    if source.seekable():
        start = source.tell()
        head = source.read(HEAD)
        source.seek(start)
        return head
    # A live pipe gives what it has: waiting for more would hold back what is there.
    read1 = getattr(source, "read1", None)
    return bytes(read1(HEAD) if read1 else source.read(HEAD))


def _wanted(head: bytes, name: str, options: ReadOptions) -> Reader | Problem:
    wanted = _ALIASES.get(options.format or "", options.format)
    if wanted is None:
        return detect(head, name)
    for reader in _readers():
        if reader.name == wanted:
            return reader if head.strip() else detect(b"", name)
    hint = f"formats: {', '.join(FORMATS)}"
    return error("unknown-format", f"no format {wanted!r}", Location(name), hint)


@dataclass(slots=True)
class _Seen:
    """What the first pass remembers of a source; ``titled``: authors who may be staff."""

    ids: Fingerprints = field(default_factory=Fingerprints)
    answers: dict[str, str] = field(default_factory=dict)
    titled: Counter[str] = field(default_factory=Counter)
    orphans: int = 0

    def add(self, comment: Comment) -> None:
        self.ids.add(comment.id)
        if comment.is_staff and comment.parent:
            self.answers.setdefault(comment.parent, comment.id)
        if comment.is_staff is None and comment.author and is_titled(comment.author):
            self.titled[comment.author] += 1

    def finished(self, comment: Comment) -> Comment:
        """The comment with the staff reply that answers it, and without an orphan's parent."""
        if comment.parent and comment.parent not in self.ids:
            self.orphans += 1
            comment = replace(comment, parent=None)
        answer = self.answers.get(comment.id)
        if answer and not comment.is_staff and comment.answered_by is None:
            comment = replace(comment, answered_by=f"{answer} (by parent)")
        return comment


def _finished(
    reader: Reader, source: BinaryIO, name: str, options: ReadOptions, expect: Expect | None
) -> Iterator[Comment | Problem]:
    seen = _Seen()
    twice = reader.replies and source.seekable()
    if twice:
        start, coming = source.tell(), 0
        for item in reader.read(source, name, options):
            coming += isinstance(item, Comment) or stands_for_record(item)
            if isinstance(item, Comment):
                seen.add(item)
        source.seek(start)
        if expect is not None:
            expect(coming)
    late = records = 0
    for item in reader.read(source, name, options):
        records += isinstance(item, Comment) or stands_for_record(item)
        if isinstance(item, Comment):
            if not twice:
                answers = reader.replies and item.is_staff and item.parent
                late += bool(answers and answers in seen.ids)
                seen.add(item)
            yield seen.finished(item) if twice else item
        else:
            yield item
    place = Location(name)
    if not records:
        yield warning("no-comments", f"this {reader.name} file holds no comments", place)
    if seen.orphans:
        message = f"{seen.orphans} comments answer one that is not in this file"
        yield warning("orphan-parent", message, place)
    if late:
        message = f"{late} staff replies came after the comments they answer"
        yield warning("late-reply", message, place, "read from a file to have them paired")
    if not options.staff:
        yield from staff_hints(seen.titled, place)


def _limited(
    items: Iterator[Comment | Problem], options: ReadOptions, name: str
) -> Iterator[Comment | Problem]:
    count = 0
    for item in items:
        if isinstance(item, Comment):
            count += 1
            if count > options.most_records:
                message = f"more than {options.most_records} records; the rest was not read"
                yield error("too-many", message, Location(name), "split the file")
                return
        yield item
