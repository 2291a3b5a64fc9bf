"""Where things lie on this machine: settings, curated files, the cache. Reads the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from triage.curated import Paths, shipped
from triage.model import Settings


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder for compiled indexes; None where no home is known."""
    if override := environment.get("TRIAGE_CACHE"):
        return Path(override)
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA")
        return Path(base) / "triage" / "cache" if base else None
    home = environment.get("HOME")
    if base := environment.get("XDG_CACHE_HOME"):
        return Path(base) / "triage"
    if not home:
        return None
    folder = Path(home, "Library", "Caches") if sys.platform == "darwin" else Path(home, ".cache")
    return folder / "triage"


def settings_file(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The settings file to use without ``--config``: TRIAGE_CONFIG, ./triage.yaml, the user's."""
    if named := environment.get("TRIAGE_CONFIG"):
        return Path(named)
    here = Path("triage.yaml")
    if here.is_file():
        return here
    if sys.platform == "win32":
        base = environment.get("APPDATA")
    else:
        home = environment.get("HOME")
        base = environment.get("XDG_CONFIG_HOME") or (f"{home}/.config" if home else None)
    users = Path(base) / "triage" / "triage.yaml" if base else None
    return users if users is not None and users.is_file() else None


def curated_files(
    settings: Settings,
    settings_path: Path | None,
    faq: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Paths:
    """The curated files: ``--faq``, TRIAGE_FAQ, the settings, else the shipped ones.

    Paths in the settings are relative to the settings file. A clinic's examples are added to the
    shipped ones, its rules are laid over them.
    """
    base = settings_path.parent if settings_path else Path()
    own = shipped()
    if faq is None and (named := environment.get("TRIAGE_FAQ")):
        faq = Path(named)
    if faq is None and settings.faq:
        faq = base / settings.faq
    return Paths(
        faq=faq or own.faq,
        redflags=own.redflags,
        lexicon=base / settings.lexicon if settings.lexicon else own.lexicon,
        examples=(*own.examples, base / settings.examples) if settings.examples else own.examples,
        flag_examples=own.flag_examples,
        own_redflags=base / settings.redflags if settings.redflags else None,
    )
