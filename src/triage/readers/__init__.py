"""Exports, mails and pasted pages to comments: recognised by content, read record by record.

A new format is a new module with a class of the shape of ``interface.Reader`` and a line in
``_readers``.
"""

from __future__ import annotations

from triage.readers.interface import Reader, ReadOptions, parse_columns, stands_for_record
from triage.readers.reading import FORMATS, detect, read

__all__ = [
    "FORMATS",
    "ReadOptions",
    "Reader",
    "detect",
    "parse_columns",
    "read",
    "stands_for_record",
]
