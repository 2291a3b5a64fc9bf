"""``redflags.yaml``: the rules that stop a message, and the context cues."""

from __future__ import annotations

from triage.content.loaded import Loaded, Report
from triage.content.patterns import Patterns, check_circles
from triage.content.read import WRONG, Got, Reader
from triage.content.tables import REDFLAGS
from triage.content.yamlfile import read_yaml
from triage.model import Cue, FlagStatus, Lexicon, RedFlags, Rule, Tier


def load_redflags(data: bytes, file: str, lexicon: Lexicon | None = None) -> Loaded[RedFlags]:
    """Read red flags, with every pattern tried. Without ``lexicon`` its names are not checked."""
    report = Report(file)
    document = read_yaml(data, report)
    if document is None:
        return report.loaded(None)
    reader = Reader(document, report)
    got = reader.read(document.root, REDFLAGS)
    if got is WRONG:
        return report.loaded(None, document)
    terms: dict[str, tuple[str, ...]] = got.get("terms", {})
    parts: tuple[Got, ...] = got.get("rules", ())
    check_ids(reader, parts)
    known = None if lexicon is None else {*terms, *lexicon.concepts}
    checker = Patterns(reader, known)
    checker.terms(got.node.get("terms"))
    for part in parts:
        checker.when(part.node.get("when"))
    for part in got.get("context", ()):
        checker.pattern(part.at("cue"))
    check_circles(reader, got.node.get("terms"), terms)
    redflags = RedFlags(
        rules=tuple(rule_of(reader, part) for part in parts if part.whole),
        context=tuple(cue_of(part) for part in got.get("context", ()) if part.whole),
        terms=terms,
    )
    return report.loaded(redflags, document)


def rule_of(reader: Reader, part: Got) -> Rule:
    """The rule that a whole part of the file describes."""
    return Rule(
        id=part.get("id"),
        tier=Tier(part.get("tier")),
        title=part.get("title"),
        instruct=part.get("instruct"),
        when=part.get("when"),
        fires=part.get("fires", ()),
        silent=part.get("silent", ()),
        location=reader.document.place(part.node),
    )


def cue_of(part: Got) -> Cue:
    """The cue that a whole part of the file describes."""
    return Cue(
        cue=part.get("cue"),
        status=FlagStatus(part.get("status")),
        direction=part.get("direction", "forward"),
        until=part.get("until", ()),
        scope=part.get("scope", 0),
    )


def check_ids(reader: Reader, parts: tuple[Got, ...]) -> None:
    """Report each id that two rules of the file share."""
    first: dict[str, Got] = {}
    for part in parts:
        other = first.setdefault(part.get("id"), part)
        if other is not part and part.get("id"):
            place = reader.document.place(other.at("id"))
            message = f"the id {part.get('id')} is used twice, first at {place}"
            reader.problem("duplicate-id", message, part.at("id"), "give one another id")
