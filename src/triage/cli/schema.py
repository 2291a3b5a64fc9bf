"""``triage schema``, and ``triage faq schema``, which is the same."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from triage.cli.streams import Exit
from triage.model import TriageError

NameArgument = Annotated[
    str, typer.Argument(help="case, faq, redflags, own-redflags, lexicon, settings or labelled.")
]


def schema(name: NameArgument = "faq") -> int:
    """Print a JSON Schema: of a curated file, for editors, or of a case, for programs."""
    from triage.content.schema import NAMES, json_schema

    if name not in NAMES:
        raise TriageError(f"no schema {name!r}; there are: {', '.join(NAMES)}")
    print(json.dumps(json_schema(name), indent=2, ensure_ascii=False))
    return Exit.DONE
