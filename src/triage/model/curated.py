"""What people curate: the FAQ, the lexicon, the red flags, labelled messages, settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from triage.model.terms import FlagStatus, Location, Release, Tier


class Source(NamedTuple):
    """Where a medical statement was seen. ``secondary``: not the primary publication."""

    key: str
    title: str
    year: int | None = None
    publisher: str | None = None
    doi: str | None = None
    url: str | None = None
    secondary: bool = False


class Review(NamedTuple):
    """The sign-off of an entry. Dates are ISO (``2027-11-22``)."""

    status: str = "draft"
    by: str | None = None
    on: str | None = None
    due: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One curated FAQ item. ``answer`` is plain text; blank line = paragraph, "- " = list.

    ``secondary``: what of the answer rests on a secondary source, as (source key, words).
    """

    id: str
    question: str
    topic: str = "general"
    phrasings: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    answer: str | None = None
    acknowledge: str | None = None
    release: Release = Release.CHECK
    covers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    secondary: tuple[tuple[str, str], ...] = ()
    review: Review = Review()
    location: Location = Location("")


@dataclass(frozen=True, slots=True)
class Faq:
    """The curated questions and answers of one file."""

    entries: tuple[Entry, ...]
    disclaimer: str
    title: str = ""
    language: str = "en"
    sources: tuple[Source, ...] = ()


class Concept(NamedTuple):
    """One thing with the words patients use for it; ``parent`` names the wider concept.

    ``words`` hold one or several words each, as people write them; ``kind`` is drug, condition,
    symptom, body, person, pregnancy, procedure, insurance, ...
    """

    name: str
    kind: str
    words: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All concepts, by name."""

    concepts: Mapping[str, Concept] = field(default_factory=dict)


class Decision(NamedTuple):
    """Who in a clinic decided to do without a warning, on which day (ISO), and why."""

    by: str
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One red flag: id, tier, what staff do, when it fires, and the sentences that prove it.

    ``when`` holds the pattern expressions as written (a string, or a mapping such as
    ``{"all": [...], "within": "sentence"}``); ``triage.safety`` gives them their meaning.
    """

    id: str
    tier: Tier
    title: str
    instruct: str
    when: tuple[Any, ...]
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    location: Location = Location("")
    own: Location | None = None
    """Where the clinic's own file adds or changes the rule; None for a rule as shipped."""
    was: Tier | None = None
    """The tier of the shipped rule, where the clinic gave it another."""
    lowered: Decision | None = None
    off: Decision | None = None
    """The decision to switch the rule off; None for a rule that is on."""


class Cue(NamedTuple):
    """Words that change what a finding means, ConText-style (Harkema 2009, PMC2757457).

    ``direction``: forward (the finding stands after the cue), backward, both, or what
    ``triage.safety.context`` describes.
    ``until``: words that end the cue's reach. ``scope``: how many words it reaches, 0 = the clause.
    """

    cue: str
    status: FlagStatus
    direction: str = "forward"
    until: tuple[str, ...] = ()
    scope: int = 0


@dataclass(frozen=True, slots=True)
class RedFlags:
    """The rules and context cues of one file.

    ``terms``: named lists of patterns that rules refer to as ``@name``.
    """

    rules: tuple[Rule, ...]
    context: tuple[Cue, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Labelled(NamedTuple):
    """One labelled message to learn or to measure on.

    ``gold`` and ``flag`` are labelled only where ``has_gold`` and ``has_flag`` say so: None then
    means "labelled: none", as JSON null does.
    """

    id: str
    text: str
    gold: tuple[str, ...] = ()
    flag: Tier | None = None
    has_gold: bool = False
    has_flag: bool = False
    rule: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Clinic:
    """What the placeholders ``{clinic.name}``, ``{clinic.phone}``, ... stand for."""

    name: str | None = None
    phone: str | None = None
    hours: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


class EmergencyNumbers(NamedTuple):
    """Whom to call; the defaults are the United States'."""

    number: str = "911"
    crisis: str = "988"
    poison: str = "1-800-222-1222"
    given: frozenset[str] = frozenset()
    """Which of the three the clinic's settings name; the others are the defaults."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A clinic's ``triage.yaml``. Paths are as written, relative to that file."""

    faq: str | None = None
    redflags: str | None = None
    lexicon: str | None = None
    examples: str | None = None
    clinic: Clinic = Clinic()
    emergency: EmergencyNumbers = EmergencyNumbers()
    staff: tuple[str, ...] = ()
    sender: str | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
