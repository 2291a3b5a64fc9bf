"""Curated records as plain JSON values and back, so that a start need not read YAML again.

Lists by position, not objects by name: a third of the size and of the time. Only records that
loaded without an error come here, so nothing is checked again. Raises ValueError, KeyError,
TypeError or IndexError on anything ``..._to_plain`` did not write.
"""

from __future__ import annotations

from typing import Any

from triage.model import (
    Concept,
    Cue,
    Decision,
    Entry,
    Faq,
    FlagStatus,
    Lexicon,
    Location,
    RedFlags,
    Release,
    Review,
    Rule,
    Source,
    Tier,
)


def faq_to_plain(faq: Faq) -> list[Any]:
    """A FAQ as lists, texts, numbers and None."""
    sources = [
        [s.key, s.title, s.year, s.publisher, s.doi, s.url, s.secondary] for s in faq.sources
    ]
    entries = [_plain_entry(entry) for entry in faq.entries]
    return [faq.disclaimer, faq.title, faq.language, sources, entries]


def _plain_entry(entry: Entry) -> list[Any]:
    review = entry.review
    return [
        entry.id,
        entry.question,
        entry.topic,
        list(entry.phrasings),
        list(entry.not_for),
        entry.answer,
        entry.acknowledge,
        str(entry.release),
        list(entry.covers),
        list(entry.sources),
        list(entry.secondary),
        [review.status, review.by, review.on, review.due, review.digest],
        _plain_location(entry.location),
    ]


def faq_from_plain(plain: list[Any]) -> Faq:
    """The FAQ that ``faq_to_plain`` was given."""
    disclaimer, title, language, sources, entries = plain
    return Faq(
        entries=tuple(map(_entry, entries)),
        disclaimer=disclaimer,
        title=title,
        language=language,
        sources=tuple(Source(*source) for source in sources),
    )


def _entry(plain: list[Any]) -> Entry:
    (name, question, topic, phrasings, not_for, answer, acknowledge, release, covers, sources) = (
        plain[:10]
    )
    secondary, review, location = plain[10:]
    return Entry(
        name,
        question,
        topic,
        tuple(phrasings),
        tuple(not_for),
        answer,
        acknowledge,
        Release(release),
        tuple(covers),
        tuple(sources),
        tuple((key, fact) for key, fact in secondary),
        Review(*review),
        Location(*location),
    )


def redflags_to_plain(redflags: RedFlags) -> list[Any]:
    """Red flags as lists, mappings, texts, numbers and None."""
    rules = [
        [
            r.id,
            str(r.tier),
            r.title,
            r.instruct,
            list(r.when),
            list(r.fires),
            list(r.silent),
            _plain_location(r.location),
            None if r.own is None else _plain_location(r.own),
            None if r.was is None else str(r.was),
            _plain_decision(r.lowered),
            _plain_decision(r.off),
        ]
        for r in redflags.rules
    ]
    context = [
        [c.cue, str(c.status), c.direction, list(c.until), c.scope] for c in redflags.context
    ]
    return [rules, context, {name: list(patterns) for name, patterns in redflags.terms.items()}]


def redflags_from_plain(plain: list[Any]) -> RedFlags:
    """The red flags that ``redflags_to_plain`` was given."""
    rules, context, terms = plain
    return RedFlags(
        rules=tuple(map(_rule, rules)),
        context=tuple(
            Cue(cue, FlagStatus(status), direction, tuple(until), scope)
            for cue, status, direction, until, scope in context
        ),
        terms={name: tuple(patterns) for name, patterns in terms.items()},
    )


def _rule(plain: list[Any]) -> Rule:
    name, tier, title, instruct, when, fires, silent, location, own, was, lowered, off = plain
    return Rule(
        name,
        Tier(tier),
        title,
        instruct,
        tuple(when),
        tuple(fires),
        tuple(silent),
        Location(*location),
        None if own is None else Location(*own),
        None if was is None else Tier(was),
        None if lowered is None else Decision(*lowered),
        None if off is None else Decision(*off),
    )


def _plain_decision(decision: Decision | None) -> list[str] | None:
    return None if decision is None else [decision.by, decision.on, decision.why]


def lexicon_to_plain(lexicon: Lexicon) -> list[Any]:
    """A lexicon as lists, texts and None."""
    return [[c.name, c.kind, list(c.words), c.parent] for c in lexicon.concepts.values()]


def lexicon_from_plain(plain: list[Any]) -> Lexicon:
    """The lexicon that ``lexicon_to_plain`` was given."""
    return Lexicon(
        {name: Concept(name, kind, tuple(words), parent) for name, kind, words, parent in plain}
    )


def _plain_location(location: Location) -> list[Any]:
    return [location.file, location.line, location.column]
