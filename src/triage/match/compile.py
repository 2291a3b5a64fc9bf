"""From curated records to index bytes: what fitting reads, and nothing else.

An answer, a source or a review is not among it: editing those refits nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from triage.concepts import ConceptFinder
from triage.match.features import features
from triage.match.fit import NONE, Sample, fit
from triage.match.layout import build
from triage.match.matrix import RARE_FROM
from triage.match.search import shown_wordings
from triage.match.word_vectors import word_vectors
from triage.model import Faq, Labelled, Lexicon
from triage.text import normal_words, stem

COST = 2.0
"""C for entries; on public sets a quarter of a point better than 1 in cross-validation."""

LEAST = 2
"""Of 127: the smallest weight worth its room where messages are many. It makes the index a third
smaller and moves no figure of our own by a point; a small FAQ has the room."""

_CODE = (
    "match/axes.py",
    "match/background.py",
    "match/blocks.py",
    "match/features.py",
    "match/fit.py",
    "match/matrix.py",
    "match/index.py",
    "match/lanes.py",
    "match/layout.py",
    "match/compile.py",
    "match/word_vectors.py",
    "text.py",
)


def index_key(faq: Faq, lexicon: Lexicon, examples: Sequence[Labelled]) -> str:
    """A digest of all that fitting reads: wordings, examples, lexicon, and its own code."""
    return digest_of(
        {
            "entries": [[e.id, e.question, *e.phrasings, "not", *e.not_for] for e in faq.entries],
            "concepts": plain_concepts(lexicon),
            "examples": [[e.text, *e.gold] for e in examples if e.has_gold],
        }
    )


def plain_concepts(lexicon: Lexicon) -> list[list[str | None]]:
    """The lexicon as plain data, for a digest."""
    return [[c.name, c.kind, c.parent, *c.words] for c in lexicon.concepts.values()]


def digest_of(read: Mapping[str, object]) -> str:
    """A digest of what fitting reads and of the code that fits."""
    digest = hashlib.sha256(json.dumps(read, ensure_ascii=False).encode())
    digest.update(word_vectors().checksum.to_bytes(4, "little"))
    room = Path(__file__).parent.parent
    for name in (*_CODE, "concepts.py"):
        digest.update((room / name).read_bytes())
    return digest.hexdigest()


def samples(
    faq: Faq, examples: Iterable[Labelled], finder: ConceptFinder
) -> tuple[list[Sample], list[set[str]]]:
    """The messages to learn from, and per entry the concepts its own texts name.

    An example for an entry that the FAQ does not have is left out: a clinic may keep fewer entries
    than the shipped examples know.
    """
    number = {entry.id: i for i, entry in enumerate(faq.entries)}
    learned: list[Sample] = []
    concepts: list[set[str]] = [set() for _ in faq.entries]

    def learn(text: str, label: int, *, only: bool = False) -> None:
        found = normal_words(text)
        counts = features(found, finder, apart=True)
        if counts:
            learned.append(Sample(counts, label, only=only))
        if label != NONE and not only:
            concepts[label].update(_named(found, finder))

    for i, entry in enumerate(faq.entries):
        for text in (entry.question, *entry.phrasings):
            learn(text, i)
        for text in entry.not_for:
            learn(text, i, only=True)
    for example in examples:
        if example.gold and example.gold[0] in number:
            learn(example.text, number[example.gold[0]])
        elif example.has_gold and not example.gold:
            learn(example.text, NONE)
    return learned, concepts


def _named(found: Sequence[str], finder: ConceptFinder) -> set[str]:
    mentions = finder.find([stem(word) for word in found])
    return {name for mention in mentions for name in finder.lineage(mention.concept)}


def _vocabulary(faq: Faq, lexicon: Lexicon, examples: Sequence[Labelled]) -> list[str]:
    """Words that are surely words: of the lexicon and the FAQ, or seen in two examples."""
    sure = {
        word for c in lexicon.concepts.values() for text in c.words for word in normal_words(text)
    }
    for entry in faq.entries:
        sure.update(normal_words(entry.question))
    seen = Counter(word for example in examples for word in set(normal_words(example.text)))
    sure.update(word for word, count in seen.items() if count > 1)
    return sorted(word for word in sure if len(word) > 3 and word.isalpha())


def compile_index(faq: Faq, lexicon: Lexicon, examples: Sequence[Labelled]) -> bytes:
    """Fit and lay out the index of a FAQ. Raises ValueError when there is nothing to fit."""
    finder = ConceptFinder(lexicon)
    learned, concepts = samples(faq, examples, finder)
    least = LEAST if len(learned) > RARE_FROM else 1
    number = len(faq.entries)
    fitted = fit(learned, number, cost=COST, ordinary=number, least=least, meanings=word_vectors())
    wordings = [
        [features(normal_words(text), finder, apart=True) for text in texts]
        for texts in shown_wordings(faq)
    ]
    return build(
        fitted,
        key=index_key(faq, lexicon, examples),
        entries=[entry.id for entry in faq.entries],
        wordings=wordings,
        concepts=[sorted(names) for names in concepts],
        vocabulary=_vocabulary(faq, lexicon, examples),
    )
