"""Build hook: the wheel ships the compiled index of the shipped content, so nobody waits for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileContent(BuildHookInterface[Any]):
    """Compiles data/ into the wheel; an editable install compiles at first use instead."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell hatchling where the result goes."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from triage.curated import shipped
        from triage.store import compile_into

        folder = root / "build" / "compiled"
        for old in folder.glob("*"):
            old.unlink()
        compile_into(shipped(), folder)
        build_data["force_include"][str(folder)] = "triage/data/compiled"
