"""triage: patients' questions to a clinic's curated FAQ, with the safety gate first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from triage.model import Case, Comment, Problem, TriageError

if TYPE_CHECKING:
    from triage.api import Triage

__version__ = "0.1.0"
__all__ = ["Case", "Comment", "Problem", "Triage", "TriageError", "__version__"]


def __getattr__(name: str) -> Any:
    # The command line imports this package for its version; the rest waits until it is used.
    if name == "Triage":
        from triage.api import Triage

        return Triage
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
