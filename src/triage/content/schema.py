"""JSON Schemas: of the curated files, for editors that check while one types, and of a case."""

from __future__ import annotations

from typing import Any

from triage.content import tables
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
from triage.model import schema

CASE = "case"
"""The name of the schema of the lines that ``batch`` writes (``triage.model.schema``)."""

FILES = {
    "faq": tables.FAQ,
    "redflags": tables.REDFLAGS,
    "own-redflags": tables.OWN_REDFLAGS,
    "lexicon": tables.LEXICON,
    "settings": tables.SETTINGS,
    "labelled": tables.LABELLED,
}
"""The name of each schema with the table the loader uses for that file."""

NAMES = (CASE, *FILES)
"""What ``json_schema`` knows."""


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file; raises KeyError for an unknown name.

    Draft 7, because editors know it. Of curated files it says what an editor can check; the
    rest (duplicates, references, patterns) is for the loaders.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"triage {name}",
        **(schema.LINE if name == CASE else _of(FILES[name])),
    }


def _of(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Record):
        return _of_record(shape)
    if isinstance(shape, ListOf):
        least = {"minItems": shape.least} if shape.least else {}
        return {"type": "array", "items": _of(shape.item), **least}
    if isinstance(shape, MapOf):
        names = {"propertyNames": {"pattern": f"^(?:{shape.name.form})$"}}
        return {"type": "object", "additionalProperties": _of(shape.value), **names}
    return _of_value(shape)


def _of_value(shape: Text | Choice | Day | Number | YesNo | Expression) -> dict[str, Any]:
    if isinstance(shape, Text):
        form = {"pattern": f"^(?:{shape.form})$"} if shape.form else {}
        return {"type": "string", "maxLength": longest(shape), **form}
    if isinstance(shape, Choice):
        return {"enum": list(shape.values)}
    if isinstance(shape, Day):
        return {"type": "string", "format": "date"}
    if isinstance(shape, Number):
        kind = "integer" if shape.whole else "number"
        return {"type": kind, "minimum": shape.low, "maximum": shape.high}
    return {"type": "boolean"} if isinstance(shape, YesNo) else {"type": ["string", "object"]}


def _of_record(shape: Record) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for name, key in shape.keys.items():
        value = _of(key.shape)
        if not key.required:  # `key: null` is as good as no key
            value = {"anyOf": [value, {"type": "null"}]}
        properties[name] = {"description": key.doc, **value}
    others = _of(shape.others.value) if shape.others is not None else False
    required = [name for name, key in shape.keys.items() if key.required]
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": others,
        **({"required": required} if required else {}),
    }
