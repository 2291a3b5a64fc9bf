"""Several questions in one message: what each looks like beside the story, looked up together.

The story, all that asks nothing, is most of a long message, and each question is judged with it.
So it is looked up once, and each question is added to that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from triage.match.features import concept_features, features, pairs_of, word_features
from triage.match.index import Lookup
from triage.match.search import Judgement, Matcher, counts_twice, outside, within
from triage.text import Word, stem

_REACH = 2
"""How many words on a pair of words reaches at most."""


class Story:
    """The words of a message that ask nothing, and its questions among them."""

    def __init__(
        self, text: str, found: Sequence[Word], spans: Sequence[tuple[int, int]], matcher: Matcher
    ) -> None:
        """``found``: the words of the text (``Matcher.words``); ``spans``: of its questions."""
        self._text = text
        self._found = found
        self._spans = spans
        self._matcher = matcher
        self._words = outside(found, spans)
        self._stems = [stem(word.norm) for word in self._words]
        counts = Counter(chain.from_iterable(word_features(word.norm) for word in self._words))
        counts.update(pairs_of(self._stems, apart=True))
        self._lookup = matcher.index.look_up(counts)

    def judge_with(self, span: tuple[int, int], *, limit: int) -> Judgement:
        """The judgement of the story with the question of that span in its place."""
        others = [other for other in self._spans if other != span]
        question = outside(within(self._found, [span]), others)
        place = sum(word.start < span[0] for word in self._words)
        found = [*self._words[:place], *question, *self._words[place:]]
        lookup = self._with(question, place, twice=counts_twice(found, question))
        return self._matcher.judge_words(self._text, found, question, lookup=lookup, limit=limit)

    def _with(self, question: Sequence[Word], place: int, *, twice: bool) -> Lookup:
        """The story and a question that stands before its word of that number.

        ``twice``: the question counts twice.
        """
        finder = self._matcher.finder
        norms = [word.norm for word in question]
        asked = [stem(norm) for norm in norms]
        before, after = self._stems[:place], self._stems[place:]
        left, right = before[-_REACH:], after[:_REACH]
        counts = Counter(chain.from_iterable(map(word_features, norms)))
        counts.update(pairs_of([*left, *asked, *right], apart=True))
        counts.subtract(pairs_of([*left, *right], apart=True))
        counts.update(concept_features([*before, *asked, *after], finder))
        if twice:
            counts.update(features(norms, finder, apart=True))
        return self._matcher.index.look_up(counts, self._lookup)
