"""The part of JSON Schema that the project's schemas use, checked by hand."""

from __future__ import annotations

import re
from typing import Any

_KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
_NOTES = {"$schema", "title", "description", "$defs"}
_KNOWN = {
    "$ref", "anyOf", "oneOf", "enum", "const", "type", "pattern", "format", "items", "minItems",
    "minimum", "maximum", "maxLength", "properties", "required", "additionalProperties",
    "propertyNames",
}  # fmt: skip


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any] | None = None) -> bool:
    """Whether a JSON value fits a schema; a keyword that is not checked here is a failure."""
    root = root if root is not None else schema
    assert schema.keys() <= _KNOWN | _NOTES, schema.keys()
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return fits(value, root["$defs"][name], root)
    if "anyOf" in schema:
        return any(fits(value, one, root) for one in schema["anyOf"])
    if "oneOf" in schema:
        return sum(fits(value, one, root) for one in schema["oneOf"]) == 1
    if "enum" in schema:
        return value in schema["enum"]
    if "const" in schema:
        return bool(value == schema["const"])
    wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, _KINDS[kind]) for kind in wanted):
        return False
    if isinstance(value, bool):
        return "boolean" in wanted
    if isinstance(value, str):
        fitting = len(value) <= schema.get("maxLength", len(value))
        return fitting and bool(re.search(schema.get("pattern", ""), value))
    if isinstance(value, int | float):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    if isinstance(value, list):
        items = all(fits(item, schema["items"], root) for item in value)
        return items and len(value) >= schema.get("minItems", 0)
    return not isinstance(value, dict) or _fits_object(value, schema, root)


def _fits_object(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any]) -> bool:
    if "additionalProperties" not in schema:
        return True
    known = schema.get("properties", {})
    others = schema["additionalProperties"]
    return set(schema.get("required", ())) <= value.keys() and all(
        fits(item, known[key], root)
        if key in known
        else others is not False and fits(item, others, root)
        for key, item in value.items()
    )
