"""Questions that ask the same, brought together: how alike two are, and groups by their average.

Two questions are alike where they share rare words, lexicon concepts and runs of four characters;
more so where the index sees both between the same entries, as two ways to ask what no entry answers
mostly lie near the same ones. Questions that share no word are never alike. Groups are merged while
the mean likeness of all pairs between them stays above a threshold (average link, by chains of
nearest neighbours: Benzecri 1982, Murtagh 1983). No order, no chance: the same questions give the
same groups.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.concepts import ConceptFinder
from triage.match.features import concept_feature, text_features, word_feature
from triage.match.index import Index
from triage.text import normal_words, stem

# Chosen on training messages of entries held out of the index (bench/gaps.py).
COMMON = 2.5
"""A word or concept of at most this rarity (``Index.idf``) says nothing of what is asked."""
CONCEPT = 1.5
WIDER = 0.7
"""How much a concept counts against a word, and what it is a kind of against itself."""
RUN = 1.0
SETTING = 0.5
"""How much a word counts that stands around the question, not in it."""
LITTLE = 4.0
"""Added to the length of a sketch: a question that says little is like no other."""
VIEW = 2.0
"""How much more alike two questions are that lie near the same entries."""
ALIKE = 0.06
"""The least mean likeness, 0 to 1, of two groups that become one."""

_COURTESY = frozenset("thank thanks please hello hi regards sorry wonder advance appreciat".split())

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a question is compared by, and how the entries look from it; both of length 1 at most.

    Keys of ``weights``: a stemmed word, "@" and a concept, "#" and a run of characters.
    """

    weights: Mapping[str, float]
    view: Floats


def sketch(question: str, setting: str, index: Index, finder: ConceptFinder) -> Sketch:
    """The sketch of a question; ``setting``: the message around it, the question included."""
    weights = {key: SETTING * weight for key, weight in _weights(setting, index, finder).items()}
    weights.update(_weights(question, index, finder))
    length = math.hypot(LITTLE, *weights.values())
    scores = np.array(index.scores(index.look_up(text_features(setting, finder)))[:-1], np.float32)
    view = scores - scores.mean() if len(scores) else scores
    return Sketch(
        {key: weight / length for key, weight in weights.items()},
        view / (np.linalg.norm(view) or 1.0),
    )


def _weights(text: str, index: Index, finder: ConceptFinder) -> dict[str, float]:
    words = normal_words(text)
    stems = [stem(word) for word in words]
    rarity = {
        s: 0.0 if s in _COURTESY else max(0.0, index.idf(word_feature(s)) - COMMON) for s in stems
    }
    weights = {s: weight for s, weight in rarity.items() if weight}
    for mention in finder.find(stems):
        for level, name in enumerate(finder.lineage(mention.concept)):
            rare = max(0.0, index.idf(concept_feature(name)) - COMMON)
            weights[f"@{name}"] = CONCEPT * WIDER**level * rare
    for word, s in zip(words, stems, strict=True):
        if rarity[s] and len(word) > 3:
            padded = f" {word} "
            weights.update((f"#{padded[i : i + 4]}", RUN) for i in range(len(padded) - 3))
    return weights


def likeness(sketches: Sequence[Sketch]) -> Floats:
    """How alike each two are, 0 to 1; shape (sketches, sketches)."""
    places: dict[str, list[int]] = {}
    for number, one in enumerate(sketches):
        for key in one.weights:
            places.setdefault(key, []).append(number)
    shared = {
        key: (np.array(at), np.array([sketches[i].weights[key] for i in at], np.float32))
        for key, at in places.items()
        if len(at) > 1
    }
    alike: Floats = np.zeros((len(sketches), len(sketches)), np.float32)
    for row, one in zip(alike, sketches, strict=True):
        for key, weight in one.weights.items():
            if key in shared:
                at, weights = shared[key]
                row[at] += weight * weights
    views = np.array([one.view for one in sketches], np.float32)
    alike *= (1 + VIEW * np.maximum(views @ views.T, 0)) / (1 + VIEW)
    return alike


def groups(alike: Floats, least: float = ALIKE) -> list[list[int]]:
    """The groups of a likeness matrix, each in rising order, the largest first."""
    near = alike.copy()
    np.fill_diagonal(near, -1.0)
    members = {number: [number] for number in range(len(near))}
    chain: list[int] = []
    done: list[list[int]] = []
    while members:
        if not chain:
            chain.append(next(iter(members)))
        last = chain[-1]
        best = int(near[last].argmax())
        before = chain[-2] if len(chain) > 1 else -1
        if before >= 0 and near[last, before] >= near[last, best]:
            best = before
        if near[last, best] < least:
            # Nothing is near enough, nor will be: an average is never above its parts.
            done.append(members.pop(chain.pop()))
            near[last] = near[:, last] = -1.0
        elif best == before:
            del chain[-2:]
            _merge(near, members, last, best)
        else:
            chain.append(best)
    return sorted((sorted(group) for group in done), key=lambda group: (-len(group), group))


def _merge(near: Floats, members: dict[int, list[int]], kept: int, gone: int) -> None:
    mine, theirs = len(members[kept]), len(members[gone])
    mean = (mine * near[kept] + theirs * near[gone]) / (mine + theirs)
    mean[(near[kept] < 0) | (near[gone] < 0)] = -1.0
    mean[[kept, gone]] = -1.0
    near[kept] = near[:, kept] = mean
    near[gone] = near[:, gone] = -1.0
    members[kept] += members.pop(gone)
