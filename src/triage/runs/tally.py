"""What a run has counted: cases by disposition and topic, why comments were skipped, problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from triage.model import Case, Disposition

NO_TOPIC = ""
"""The topic of a case that no entry fits."""


@dataclass(slots=True)
class Tally:
    """Counts of cases and problems; every record done is one of the two.

    ``cases``: by disposition and topic; ``skipped``: why, in a word; ``by_staff``: written by
    staff; ``beyond``: cases with columns that a CSV's header does not have.
    """

    cases: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    problems: int = 0
    by_staff: int = 0
    beyond: int = 0

    @property
    def total(self) -> int:
        """How many cases there are."""
        return self.cases.total()

    def count(self, case: Case, topic: str) -> None:
        """Count one case; ``topic``: of its first entry."""
        self.cases[str(case.disposition), topic] += 1
        self.by_staff += bool(case.comment.is_staff)
        if case.disposition is Disposition.SKIP and case.reasons:
            code = case.reasons[0].code
            self.skipped[str(case.comment.status) if code == "status" else code] += 1

    def add(self, other: Tally) -> None:
        """Count all that another one has counted."""
        self.cases.update(other.cases)
        self.skipped.update(other.skipped)
        self.problems += other.problems
        self.by_staff += other.by_staff
        self.beyond += other.beyond

    def by_disposition(self, disposition: Disposition) -> dict[str, int]:
        """Topic to count for one disposition, the most frequent first."""
        found = {topic: n for (name, topic), n in self.cases.items() if name == disposition}
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for a journal."""
        return {
            "cases": [[name, topic, n] for (name, topic), n in self.cases.items()],
            "skipped": dict(self.skipped),
            "problems": self.problems,
            "by_staff": self.by_staff,
            "beyond": self.beyond,
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Tally:
        """The way back. Raises KeyError, TypeError or ValueError for what is no tally."""
        return cls(
            Counter({(str(name), str(topic)): int(n) for name, topic, n in plain["cases"]}),
            Counter({str(why): int(n) for why, n in plain["skipped"].items()}),
            int(plain["problems"]),
            int(plain["by_staff"]),
            int(plain["beyond"]),
        )
