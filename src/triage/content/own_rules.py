"""A clinic's own ``redflags.yaml``, laid over the shipped rules.

It may add rules, tighten shipped ones (more patterns, a higher tier, its own instruction), and
make more findings count. Nothing of the shipped file can be lost by leaving it out: a rule is
switched off, or lowered to a milder tier, only where the file says who decided it, when and why.
A crisis rule given any other tier counts as lowered: it would no longer show the crisis numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from triage.content.loaded import Loaded, Report, shown, suggestion
from triage.content.patterns import Patterns, check_circles
from triage.content.read import WRONG, Got, Reader
from triage.content.redflags import check_ids, cue_of, rule_of
from triage.content.tables import OWN_REDFLAGS, RULE
from triage.content.yamlfile import Items, Pairs, Scalar, read_yaml
from triage.model import BROKEN, LEARNED, Decision, Lexicon, RedFlags, Rule, Tier

RESERVED = (LEARNED, BROKEN)
"""What findings of the gate's second line are called: no rule may have such an id."""

TEMPLATE = """\
# This clinic's own red-flag rules. They are laid over the shipped ones, which `triage rules list`
# shows; `triage rules check` tries them, and every run tells on stderr what is switched off or
# lowered here. How patterns are written: triage rules show RF-B1.
schema: triage/redflags-1
extend: shipped
#
# Take the "# " off the lines you want, those with the key words (rules:, terms:) included.
#
# terms:                                  # named lists of patterns, used as @name
#   our-pump: [pain pump, infusion pump]
#
# rules:
#   - id: OUR-1                           # a new id adds a rule
#     tier: same-day                      # emergency, crisis, same-day, clinician or note
#     title: Trouble with the pump
#     instruct: Hand this to the pump nurse before close.
#     when:
#       - "@our-pump ... (alarm|beeping|stopped)"
#     fires: [my pain pump keeps beeping]
#     silent: [the pain pump works well]
#
#   - id: RF-H18                          # a shipped id tightens that rule:
#     tier: emergency                     # a higher tier
#     when: ["twice as bad as last month"]   # more patterns, added to the shipped ones
#     fires: [it is twice as bad as last month]
#
#   - id: RF-H1                           # a lower tier needs the decision behind it ...
#     tier: same-day
#     lowered: {by: Dr. Rivera, on: 2026-05-01, why: our own on-call line takes these}
#
#   - id: RF-H22                          # ... and so does switching a rule off
#     off: {by: Dr. Rivera, on: 2026-05-01, why: another service handles these}
"""


def lay_over(
    data: bytes, file: str, shipped: RedFlags, lexicon: Lexicon | None = None
) -> Loaded[RedFlags]:
    """The shipped red flags with a clinic's own laid over them, every pattern tried.

    Without ``lexicon`` the names in patterns are not checked.
    """
    report = Report(file)
    document = read_yaml(data, report)
    if document is None:
        return report.loaded(None)
    reader = Reader(document, report)
    got = reader.read(document.root, OWN_REDFLAGS)
    if got is WRONG:
        return report.loaded(None, document)
    parts: tuple[Got, ...] = got.get("rules", ())
    check_ids(reader, parts)
    terms = _terms(reader, got, shipped, lexicon)
    _check_patterns(reader, got, parts, terms, lexicon)
    by_id = {rule.id: rule for rule in shipped.rules}
    own = {rule.id: rule for part in parts if (rule := _laid_over(reader, part, by_id)) is not None}
    merged = RedFlags(
        rules=(
            *(own.get(rule.id, rule) for rule in shipped.rules),
            *(rule for name, rule in own.items() if name not in by_id),
        ),
        context=(
            *shipped.context,
            *(cue_of(part) for part in got.get("context", ()) if part.whole),
        ),
        terms=terms,
    )
    return report.loaded(merged, document)


def _terms(
    reader: Reader, got: Got, shipped: RedFlags, lexicon: Lexicon | None
) -> dict[str, tuple[str, ...]]:
    """The shipped terms and the new ones; a name that shipped rules use keeps its meaning."""
    new: dict[str, tuple[str, ...]] = got.get("terms", {})
    node = got.node.get("terms")
    concepts = lexicon.concepts if lexicon is not None else {}
    for key, _ in node.pairs if isinstance(node, Pairs) else ():
        if not isinstance(key, Scalar) or key.value not in new:
            continue
        if key.value in shipped.terms or key.value in concepts:
            whose = "shipped rules" if key.value in shipped.terms else "lexicon"
            message = f"the name {key.value} is taken by the {whose}"
            reader.problem("name-taken", message, key, "choose another name")
    return {**new, **shipped.terms}


def _check_patterns(
    reader: Reader,
    got: Got,
    parts: tuple[Got, ...],
    terms: Mapping[str, tuple[str, ...]],
    lexicon: Lexicon | None,
) -> None:
    checker = Patterns(reader, None if lexicon is None else {*terms, *lexicon.concepts})
    checker.terms(got.node.get("terms"))
    for part in parts:
        checker.when(part.node.get("when"))
    for part in got.get("context", ()):
        checker.pattern(part.at("cue"))
    new = got.get("terms", {})
    check_circles(reader, got.node.get("terms"), new)


def _laid_over(reader: Reader, part: Got, shipped: Mapping[str, Rule]) -> Rule | None:
    """The rule that a part of the file makes, None where it cannot be made."""
    if not part.whole:
        return None
    base = shipped.get(part.get("id"))
    if base is None:
        return _added(reader, part, shipped)
    if part.get("off") is not None:
        return _switched_off(reader, part, base)
    return _changed(reader, part, base)


def _added(reader: Reader, part: Got, shipped: Mapping[str, Rule]) -> Rule | None:
    name: str = part.get("id")
    folded = {known.casefold(): known for known in shipped}
    if name.casefold() in RESERVED:
        reader.problem("reserved-id", f"the id {name} is taken", part.at("id"), "choose another id")
        return None
    if part.get("off") is not None or part.get("lowered") is not None or name.casefold() in folded:
        known = folded.get(name.casefold())
        hint = f"did you mean {known!r}?" if known else suggestion(name, list(shipped))
        reader.problem("unknown-rule", f"no shipped rule is called {name}", part.at("id"), hint)
        return None
    missing = [key for key, shape in RULE.keys.items() if shape.required and part.get(key) is None]
    for key in missing:
        if part.node.get(key) is None:
            hint = f"add `{key}: ...` ({RULE.keys[key].doc}); only a shipped rule can do without"
            message = f"the new rule {name} has no {key}"
            reader.problem("missing-key", message, part.at("id"), hint)
    if missing:
        return None
    rule = rule_of(reader, part)
    return replace(rule, own=rule.location)


def _switched_off(reader: Reader, part: Got, base: Rule) -> Rule | None:
    others = sorted(part.values.keys() - {"id", "off"})
    if others:
        message = f"{base.id} is switched off and changed at once ({', '.join(others)})"
        reader.problem("off-and-changed", message, part.node, "keep one of the two")
        return None
    off = _decision(part.get("off"))
    return None if off is None else replace(base, own=reader.document.place(part.node), off=off)


def _changed(reader: Reader, part: Got, base: Rule) -> Rule | None:
    tier = Tier(part.get("tier", base.tier))
    lower = tier.rank > base.tier.rank or (base.tier is Tier.CRISIS and tier is not Tier.CRISIS)
    decision: Got | None = part.get("lowered")
    if lower and part.node.get("lowered") is None:
        message = f"{base.id} would no longer be {base.tier} but {tier}, and nobody decided it"
        hint = "add `lowered: {by: NAME, on: 2026-05-01, why: ...}`: who decided it, when and why"
        reader.problem("undecided", message, part.at("tier"), hint)
        return None
    if decision is not None and not lower:
        message = f"{base.id} is not lowered: its tier is {tier}, the shipped one {base.tier}"
        reader.problem("not-lowered", message, part.at("lowered"), "take it out, or set the tier")
        return None
    if len(part.node.pairs) == 1:
        message = f"{base.id} stands here without any change"
        reader.problem("no-change", message, part.node, "change something, or delete it", warn=True)
    _check_promises(reader, part, base)
    fires = part.get("fires", ())
    return replace(
        base,
        tier=tier,
        title=part.get("title", base.title),
        instruct=part.get("instruct", base.instruct),
        when=tuple(_once([*base.when, *part.get("when", ())])),
        fires=tuple(_once([*base.fires, *fires])),
        silent=tuple(_once([s for s in (*base.silent, *part.get("silent", ())) if s not in fires])),
        own=reader.document.place(part.node),
        was=base.tier if tier is not base.tier else None,
        lowered=_decision(decision) if decision is not None else None,
    )


def _check_promises(reader: Reader, part: Got, base: Rule) -> None:
    """A sentence of ``fires`` stays one: the patterns that catch it cannot be taken out."""
    node = part.node.get("silent")
    for item in node.items if isinstance(node, Items) else ():
        if isinstance(item, Scalar) and item.value in base.fires:
            message = f"{base.id} fires on {shown(item.value)!r}, which cannot be taken back here"
            reader.problem("still-fires", message, item, "take it out")


def _decision(got: Got) -> Decision | None:
    return Decision(got.get("by"), got.get("on"), got.get("why")) if got.whole else None


def _once(items: list[Any]) -> Iterator[Any]:
    seen: list[Any] = []
    for item in items:
        if item not in seen:
            seen.append(item)
            yield item
