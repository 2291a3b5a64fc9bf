"""Exports, mails and pasted pages to comments: recognised by content, read record by record.

A new format is a new module with a class of the shape of ``interface.Reader`` and a line in
``_readers``. The names below load their module at first use: ``ask`` cleans a message with
``clean`` and never pays for the readers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triage.readers.interface import Reader as Reader
    from triage.readers.interface import ReadOptions as ReadOptions
    from triage.readers.interface import parse_columns as parse_columns
    from triage.readers.interface import stands_for_record as stands_for_record
    from triage.readers.reading import FORMATS as FORMATS
    from triage.readers.reading import Expect as Expect
    from triage.readers.reading import detect as detect
    from triage.readers.reading import first_columns as first_columns
    from triage.readers.reading import read as read
    from triage.readers.reading import read_folder as read_folder

_HOMES = {
    "Expect": "reading",
    "FORMATS": "reading",
    "ReadOptions": "interface",
    "Reader": "interface",
    "detect": "reading",
    "first_columns": "reading",
    "parse_columns": "interface",
    "read": "reading",
    "read_folder": "reading",
    "stands_for_record": "interface",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
