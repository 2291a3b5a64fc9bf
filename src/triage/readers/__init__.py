"""Exports, mails and pasted pages to comments: recognised by content, read record by record.

A new format is a new module with a class of the shape of ``interface.Reader`` and a line in
``_readers``.
"""

from __future__ import annotations

from triage.readers.interface import Reader, ReadOptions, parse_columns, stands_for_record
from triage.readers.reading import FORMATS, Expect, detect, first_columns, read, read_folder

__all__ = [
    "FORMATS",
    "Expect",
    "ReadOptions",
    "Reader",
    "detect",
    "first_columns",
    "parse_columns",
    "read",
    "read_folder",
    "stands_for_record",
]
