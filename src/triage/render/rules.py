"""The red-flag rules as people read them: one line, one rule whole, or a page for the wall."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from triage.model import Cue, Decision, RedFlags, Rule, Tier
from triage.render.patterns import KEY, condition_words, pattern_words
from triage.reply import fill

TIER_WORDS = {
    Tier.EMERGENCY: "Emergency: phone the patient now",
    Tier.CRISIS: "Crisis: phone the patient now, with the crisis numbers",
    Tier.SAME_DAY: "Same day: a nurse or clinician before close",
    Tier.CLINICIAN: "Clinician: in the normal time",
    Tier.NOTE: "Note: shown to staff, stops nothing",
}
_URGENT = (Tier.EMERGENCY, Tier.CRISIS)
_STATUS_WORDS = {
    "denied": ("Denied", "The sign is said to be absent. It does not count."),
    "past": ("Past", "It is over. It does not count, but staff see it."),
    "other-person": ("Another person", "It is somebody else's. Staff see it."),
    "hypothetical": ("Asked about", "A question or a fear, nothing the writer has. Staff see it."),
    "metaphor": ("Figure of speech", "Not meant as a sign. It does not count."),
    "usual-pattern": ("Usual pattern", "As always with this patient. It does not count."),
    "present": ("Counts after all", "These words undo or hide what the others would set aside."),
}
_REACH = {
    "forward": "what comes after",
    "backward": "what comes before",
    "both": "what comes before and after",
    "itself": "the words it is made of",
    "message": "the whole message",
    "reopens": "what comes before, in the last sentence too",
}
_SHORT_LIST = 8
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#])")


def rules_note(rules: Iterable[Rule], *, urgent_only: bool = False) -> str | None:
    """One line on what a clinic switched off or lowered, for every run; None where nothing is."""
    told = [
        f"{rule.id} {change}"
        for rule in rules
        if (change := _without(rule)) and (not urgent_only or (rule.was or rule.tier) in _URGENT)
    ]
    return f"this clinic's rules: {'; '.join(told)}" if told else None


def _without(rule: Rule) -> str:
    if rule.off is not None:
        return f"({rule.tier}) is switched off, {_decided(rule.off)}"
    if rule.lowered is not None:
        return f"is {rule.tier} instead of {rule.was}, {_decided(rule.lowered)}"
    return ""


def _decided(decision: Decision) -> str:
    return f"decided by {decision.by} on {decision.on}"


def change_words(rule: Rule) -> str:
    """What the clinic's own file does to a rule, with where and why; "" for a shipped rule."""
    if rule.own is None:
        return ""
    decision = rule.off or rule.lowered
    if decision is not None:
        return f"{_without(rule)} ({decision.why}), {rule.own}"
    return f"{'added' if rule.own == rule.location else 'changed'} by this clinic, {rule.own}"


def rule_line(rule: Rule) -> str:
    """A rule in a list: id, tier, title, and what the clinic did to it, by tabs."""
    change = change_words(rule)
    return "\t".join([rule.id, rule.tier, rule.title, *([change] if change else [])])


def rule_to_dict(rule: Rule) -> dict[str, Any]:
    """A rule as JSON."""
    return {
        "id": rule.id,
        "tier": rule.tier,
        "title": rule.title,
        "instruct": rule.instruct,
        "when": list(rule.when),
        "fires": list(rule.fires),
        "silent": list(rule.silent),
        "location": str(rule.location),
        "own": None if rule.own is None else str(rule.own),
        "was": rule.was,
        "lowered": _decision_to_dict(rule.lowered),
        "off": _decision_to_dict(rule.off),
    }


def _decision_to_dict(decision: Decision | None) -> dict[str, str] | None:
    if decision is None:
        return None
    return {"by": decision.by, "on": decision.on, "why": decision.why}


def rule_text(rule: Rule, redflags: RedFlags, numbers: Mapping[str, str]) -> str:
    """One rule whole, as plain text: what staff do, what it looks for, its sentences, its lists."""
    lines = [f"{rule.id} ({rule.tier}) {rule.title}"]
    if change := change_words(rule):
        lines.append(f"This rule {change}.")
    lines += ["", f"Staff: {fill(rule.instruct, numbers).strip()}"]
    sections: list[tuple[str, Iterable[str]]] = [
        ("Must fire on", rule.fires),
        ("Must not fire on", rule.silent),
        ("Fires when a message says one of", map(condition_words, rule.when)),
        ("How to read it", (f"{sign}: {meaning}" for sign, meaning in KEY)),
    ]
    for title, items in sections:
        listed = [f"  - {item}" for item in items]
        lines += ["", f"{title}:", *listed] if listed else []
    used = [
        f"  {line}" for line in _list_lines(_lists_of(rule.when, redflags.terms), redflags.terms)
    ]
    lines += ["", "Word lists:", *used] if used else []
    lines += ["", "What is denied, past or only asked about: triage rules list --format markdown"]
    return "\n".join(lines) + "\n"


def rules_markdown(redflags: RedFlags, numbers: Mapping[str, str]) -> str:
    """One page with every rule, the context cues and the word lists, worst tier first."""
    lines = ["# Red flags: when a message stops", ""]
    lines += [
        "A message is looked through before any answer is tried. Where a rule below fires, no",
        "answer is proposed and staff do what the rule says. The worst finding of a message wins.",
        "",
        "| shown as | means |",
        "| --- | --- |",
        *(f"| {_escaped(sign)} | {meaning} |" for sign, meaning in KEY),
    ]
    for tier in Tier:
        rules = [rule for rule in redflags.rules if rule.tier is tier]
        if rules:
            lines += ["", f"## {TIER_WORDS[tier]}"]
        for rule in rules:
            lines += _rule_markdown(rule, numbers)
    lines += ["", "## Words that change what a finding means", *_cues_markdown(redflags.context)]
    used = _lists_of(
        [*(r.when for r in redflags.rules), *(c.cue for c in redflags.context)], redflags.terms
    )
    lines += ["", "## Word lists", ""]
    lines += _list_lines(used, redflags.terms, escape=_escaped)
    return "\n".join(lines) + "\n"


def _rule_markdown(rule: Rule, numbers: Mapping[str, str]) -> Iterator[str]:
    yield from ("", f"### {rule.id} {_escaped(rule.title)}", "")
    if change := change_words(rule):
        yield from (f"**This rule {_escaped(change)}.**", "")
    yield from (f"**Staff:** {_escaped(' '.join(fill(rule.instruct, numbers).split()))}", "")
    for title, items in (
        ("Fires on:", rule.fires),
        ("Stays silent on:", rule.silent),
        ("Fires when a message says one of:", map(condition_words, rule.when)),
    ):
        listed = [f"- {_escaped(item)}" for item in items]
        yield from (title, "", *listed, "") if listed else ()


def _cues_markdown(cues: Sequence[Cue]) -> Iterator[str]:
    by_status: dict[str, list[Cue]] = defaultdict(list)
    for cue in cues:
        by_status[cue.status].append(cue)
    for status, (title, meaning) in _STATUS_WORDS.items():
        if by_status[status]:
            yield from ("", f"### {title}", "", meaning, "")
        for cue in by_status[status]:
            scope = f", at most {cue.scope} words" if cue.scope else ""
            until = f"; ends at: {', '.join(cue.until)}" if cue.until else ""
            reach = f"{_REACH[cue.direction]}{scope}{until}"
            yield "- " + _escaped(f"“{pattern_words(cue.cue)}”: {reach}")


def _lists_of(exprs: Any, terms: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The named lists that some patterns use, and those these use, in the order of the file."""
    reached: set[str] = set()
    ahead = _names(exprs)
    while ahead:
        if (name := ahead.pop()) in terms and name not in reached:
            reached.add(name)
            ahead.extend(_names(terms[name]))
    return [name for name in terms if name in reached]


def _names(exprs: Any) -> list[str]:
    if isinstance(exprs, str):
        return re.findall(r"@([A-Za-z0-9][\w-]*)", exprs)
    if isinstance(exprs, Mapping):
        exprs = exprs.values()
    elif not isinstance(exprs, list | tuple):
        return []
    return [name for expr in exprs for name in _names(expr)]


def _list_lines(
    names: Iterable[str],
    terms: Mapping[str, tuple[str, ...]],
    escape: Callable[[str], str] = str,
) -> Iterator[str]:
    """A short list on one line, a long one with a line for each wording."""
    for name in names:
        wordings = [escape(pattern_words(pattern)) for pattern in terms[name]]
        if len(wordings) <= _SHORT_LIST:
            yield f"- «{name}»: " + "; ".join(wordings)
        else:
            yield f"- «{name}»:"
            yield from (f"  - {wording}" for wording in wordings)


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
