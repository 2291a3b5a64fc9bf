"""Case files for the commands that work on what ``batch`` wrote: whole, or with the decisions."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from triage.cli.streams import print_problem, say
from triage.decisions import Decision, Key, beside, key_of, last_ones, read_decisions
from triage.model import Case, Location, Problem, TriageError

_WRONG = "give the file that `triage batch -o FILE --format jsonl` wrote"

CasesArgument = Annotated[
    Path,
    typer.Argument(metavar="CASES", help="What triage batch wrote (jsonl); - is stdin."),
]
STDIN = Path("-")


class CaseRecords(NamedTuple):
    """All of a case file: its cases, the problems in it, and how many lines were neither."""

    cases: list[Case]
    problems: list[Problem]
    broken: int


def read_case_file(path: Path) -> CaseRecords:
    """All of a case file; lines that are no case are told on stderr. Raises TriageError."""
    from triage.casefile import NOT_A_CASE, read_cases
    from triage.curated import read_file

    raw = sys.stdin.buffer.read() if path == STDIN else read_file(path)
    records = list(read_cases(raw.splitlines(), "stdin" if path == STDIN else str(path)))
    problems = [record for record in records if isinstance(record, Problem)]
    broken = [problem for problem in problems if problem.code == NOT_A_CASE]
    for problem in broken:
        print_problem(problem)
    return CaseRecords([r for r in records if isinstance(r, Case)], problems, len(broken))


@dataclass
class CaseFile:
    """A case file; ``decided``: the decisions that hold. ``broken``: lines that are no case."""

    path: Path
    digest: str
    decided: Mapping[Key, Decision]
    elsewhere: int = 0
    """How many decisions were made about another state of the file."""
    broken: int = 0
    _told: set[int] = field(default_factory=set)

    def cases(self) -> Iterator[Case]:
        """The cases in order; lines that are none are told once and counted."""
        for _, case in self.numbered():
            yield case

    def numbered(self) -> Iterator[tuple[int, Case]]:
        """The cases in order, each with the place in the file where ``at`` finds it again."""
        from triage.casefile import read_case

        with self.path.open("rb") as file:
            place = 0
            for number, line in enumerate(file, start=1):
                start, place = place, place + len(line)
                if not line.strip():
                    continue
                item = read_case(line, Location(str(self.path), number))
                if isinstance(item, Case):
                    yield start, item
                elif number not in self._told:
                    self._told.add(number)
                    self.broken += 1
                    print_problem(item)

    def at(self, place: int) -> Case:
        """The case that stands at a place that ``numbered`` gave. Raises TriageError if it went."""
        from triage.casefile import read_case

        with self.path.open("rb") as file:
            file.seek(place)
            item = read_case(file.readline(), Location(str(self.path)))
        if isinstance(item, Problem):
            raise TriageError(f"{self.path} was changed meanwhile; start again")
        return item

    def decision(self, case: Case) -> Decision | None:
        """The decision that holds for a case."""
        return self.decided.get(key_of(case, self.digest))


def open_case_file(path: Path, *, quiet: bool = False) -> CaseFile:
    """Digest a case file and read its decisions. Raises TriageError when it cannot be read."""
    digest = sha256()
    decisions: list[Decision] = []
    beside_it = beside(path)
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
        if beside_it.exists():
            decisions, problems = read_decisions(beside_it.read_bytes(), str(beside_it))
            for problem in problems:
                print_problem(problem)
    except OSError as error:
        raise TriageError(f"{path}: {error.strerror or error}; {_WRONG}") from None
    short = digest.hexdigest()[:12]
    here = [decision for decision in decisions if decision.key.file == short]
    elsewhere = len({d.key for d in decisions if d.key.file != short})
    if elsewhere and not quiet:
        say(
            f"{elsewhere} decisions in {beside_it} are about an earlier {path.name} and do not bear"
        )
    return CaseFile(path, short, last_ones(here), elsewhere)
