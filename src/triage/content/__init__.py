"""The curated files: YAML and JSON Lines to records that know where they stand, and back.

The names below load their module at first use: an answer from remembered content never pays for
the YAML reader.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triage.content.faq import load_faq as load_faq
    from triage.content.labelled import load_labelled as load_labelled
    from triage.content.lexicon import load_lexicon as load_lexicon
    from triage.content.loaded import Loaded as Loaded
    from triage.content.own_rules import lay_over as lay_over
    from triage.content.redflags import load_redflags as load_redflags
    from triage.content.settings import load_settings as load_settings
    from triage.content.signoff import entry_digest as entry_digest
    from triage.content.signoff import is_signed as is_signed

_HOMES = {
    "Loaded": "loaded",
    "entry_digest": "signoff",
    "is_signed": "signoff",
    "lay_over": "own_rules",
    "load_faq": "faq",
    "load_labelled": "labelled",
    "load_lexicon": "lexicon",
    "load_redflags": "redflags",
    "load_settings": "settings",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
