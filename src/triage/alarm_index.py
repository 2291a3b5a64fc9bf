"""Fitting the second line of the safety gate: from labelled messages to an index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triage.concepts import ConceptFinder
from triage.match.features import CHARACTERS, FAMILY_BITS
from triage.model import Labelled, Lexicon, RedFlags, Rule
from triage.second_line import ALARM_TIERS, SHOWN, Examine, message_features

if TYPE_CHECKING:
    from triage.safety import Examined


def alarms_key(
    alarms: Sequence[Labelled],
    harmless: Sequence[Labelled],
    lexicon: Lexicon,
    redflags: RedFlags,
) -> str:
    """A digest of what ``compile_alarms`` reads."""
    from triage.match.compile import digest_of, plain_concepts

    here = Path(__file__).parent
    read = ("typos.py", "second_line.py", "alarm_index.py", "model/terms.py")
    beside = (*(here / "safety").glob("*.py"), *here.glob("everyday*.py"))
    paths = (*sorted(beside), *(here / name for name in read))
    code = "".join(path.read_text(encoding="utf-8") for path in paths)
    return digest_of(
        {
            "alarms": [[m.text, m.flag] for m in alarms if m.has_flag],
            "harmless": [m.text for m in harmless],
            "concepts": plain_concepts(lexicon),
            "cues": [[c.cue, c.status, c.direction, c.scope, *c.until] for c in redflags.context],
            "rules": [
                [r.id, r.tier, r.off is None, r.when, *r.fires, "", *r.silent]
                for r in redflags.rules
            ],
            "terms": redflags.terms,
            "code": code,
        }
    )


def compile_alarms(
    alarms: Sequence[Labelled],
    harmless: Sequence[Labelled],
    rules: Sequence[Rule],
    lexicon: Lexicon,
    examine: Examine,
    key: str = "",
) -> bytes:
    """Fit the model: one class a tier, and "none" for the harmless. Gives the bytes of an index.

    ``alarms``: messages labelled with a flag, or with none for harmless look-alikes; ``harmless``:
    ordinary messages, of which those that the rules alarm at teach nothing; ``rules``: their
    sentences teach too; ``examine``: ``Screen.examine``; ``key``: ``alarms_key``. Raises ValueError
    when there is nothing to fit.
    """
    from triage.match.compile import LEAST
    from triage.match.fit import NONE, Sample, fit
    from triage.match.layout import build

    finder = ConceptFinder(lexicon)
    learned: list[Sample] = []
    texts: list[list[str]] = [[] for _ in ALARM_TIERS]
    wordings: list[list[Mapping[int, int]]] = [[] for _ in ALARM_TIERS]
    for text, tier in (*_labelled(alarms), *_sentences_of(rules)):
        counts = message_features(examine(text), finder)
        if counts and tier is None:
            learned.append(Sample(counts, NONE))
        elif counts and tier in ALARM_TIERS:
            label = ALARM_TIERS.index(tier)
            learned.append(Sample(counts, label))
            if len(text.split()) <= SHOWN:
                texts[label].append(text)
                wordings[label].append(_telling(counts))
    for message in harmless:
        examined = examine(message.text)
        if not _alarmed(examined) and (counts := message_features(examined, finder)):
            learned.append(Sample(counts, NONE))
    return build(
        fit(learned, len(ALARM_TIERS), least=LEAST),
        key=key,
        entries=ALARM_TIERS,
        wordings=wordings,
        concepts=[[] for _ in ALARM_TIERS],
        texts=texts,
    )


def _telling(counts: Mapping[int, int]) -> Mapping[int, int]:
    """What a message is shown to resemble is found by words: letters would take four times as long
    among thousands of known alarms."""
    return {f: count for f, count in counts.items() if f & FAMILY_BITS != CHARACTERS}


def _labelled(messages: Sequence[Labelled]) -> Iterator[tuple[str, str | None]]:
    return ((message.text, message.flag) for message in messages if message.has_flag)


def _sentences_of(rules: Sequence[Rule]) -> Iterator[tuple[str, str | None]]:
    """What the alarming rules promise to fire on, and to be silent on."""
    for rule in rules:
        if rule.off is None and rule.tier in ALARM_TIERS:
            yield from ((text, rule.tier) for text in rule.fires)
            yield from ((text, None) for text in rule.silent)


def _alarmed(examined: Examined) -> bool:
    return any(flag.counts and flag.tier in ALARM_TIERS for flag in examined.flags)
