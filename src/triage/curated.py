"""The curated files of one run: where they are, and all of them parsed in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from triage.model import Faq, Labelled, Lexicon, Problem, RedFlags, TriageError

if TYPE_CHECKING:
    from triage.content import Loaded

T = TypeVar("T")
PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Paths:
    """The curated files. ``examples`` and ``flag_examples`` may be several, read in order."""

    faq: Path
    redflags: Path
    lexicon: Path
    examples: tuple[Path, ...]
    flag_examples: tuple[Path, ...] = ()
    own_redflags: Path | None = None
    """The clinic's own rules, laid over ``redflags``."""

    def all(self) -> tuple[Path, ...]:
        """Every file, in a fixed order."""
        own = () if self.own_redflags is None else (self.own_redflags,)
        return (self.faq, self.redflags, *own, self.lexicon, *self.examples, *self.flag_examples)


def shipped() -> Paths:
    """The content that ships with the package (in a checkout: the ``data`` folder at its top)."""
    inside = PACKAGE / "data"
    folder = inside if (inside / "faq.yaml").exists() else PACKAGE.parent.parent / "data"
    return Paths(
        faq=folder / "faq.yaml",
        redflags=folder / "redflags.yaml",
        lexicon=folder / "lexicon.yaml",
        examples=(folder / "examples.jsonl",),
        flag_examples=(folder / "flag-examples.jsonl",),
    )


def shown_name(path: Path) -> str:
    """How problems and locations name a file: shipped ones alike wherever they are installed."""
    return f"data/{path.name}" if path.parent == shipped().faq.parent else str(path)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The records of the curated files and everything that is wrong with them."""

    faq: Faq
    redflags: RedFlags
    lexicon: Lexicon
    examples: tuple[Labelled, ...]
    flag_examples: tuple[Labelled, ...]
    problems: tuple[Problem, ...]


def parse(paths: Paths, raw: dict[Path, bytes] | None = None) -> Parsed:
    """Parse the curated files. Raises TriageError with all problems when a file is unusable."""
    from triage import content

    raw = raw if raw is not None else {path: read_file(path) for path in paths.all()}
    problems: list[Problem] = []

    def value(loaded: Loaded[T]) -> T | None:
        problems.extend(loaded.problems)
        return loaded.value

    lexicon = value(content.load_lexicon(raw[paths.lexicon], shown_name(paths.lexicon)))
    redflags = value(load_rules(paths, raw, lexicon))
    faq = value(content.load_faq(raw[paths.faq], shown_name(paths.faq)))
    examples = [value(content.load_labelled(raw[p], shown_name(p))) or () for p in paths.examples]
    flagged = [
        value(content.load_labelled(raw[p], shown_name(p))) or () for p in paths.flag_examples
    ]
    if faq is None or redflags is None or lexicon is None:
        raise TriageError("the curated files cannot be used", problems=tuple(problems))
    return Parsed(
        faq,
        redflags,
        lexicon,
        tuple(example for group in examples for example in group),
        tuple(example for group in flagged for example in group),
        tuple(problems),
    )


def load_rules(
    paths: Paths, raw: Mapping[Path, bytes], lexicon: Lexicon | None
) -> Loaded[RedFlags]:
    """The red flags with the clinic's own laid over them, and the problems of both files."""
    from triage import content

    shipped = content.load_redflags(raw[paths.redflags], shown_name(paths.redflags), lexicon)
    own = paths.own_redflags
    if own is None or shipped.salvaged is None:
        return shipped
    laid = content.lay_over(raw[own], shown_name(own), shipped.salvaged, lexicon)
    whole = None if shipped.value is None else laid.value
    return replace(laid, value=whole, problems=(*shipped.problems, *laid.problems))


def read_file(path: Path) -> bytes:
    """The bytes of a curated file. Raises TriageError, naming it, when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise TriageError(f"{path}: {error.strerror or error}") from None
