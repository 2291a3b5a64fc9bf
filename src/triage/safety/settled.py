"""The cues of one message, and what a finding in it means.

The rules of reach are those of ``triage.safety.context``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from triage.model import Cue, FlagStatus
from triage.safety import discourse
from triage.safety.reading import CLAUSE, COMMA, Reading

# Which status is told where several cues reach a finding.
_ORDER = (
    FlagStatus.METAPHOR,
    FlagStatus.DENIED,
    FlagStatus.OTHER_PERSON,
    FlagStatus.PAST,
    FlagStatus.USUAL_PATTERN,
    FlagStatus.HYPOTHETICAL,
)
_TAKEN_BACK = frozenset(
    {
        FlagStatus.PAST,
        FlagStatus.USUAL_PATTERN,
        FlagStatus.HYPOTHETICAL,
        FlagStatus.OTHER_PERSON,
    }
)
_BACKWARD = frozenset({"backward", "both"})
_FORWARD = frozenset({"forward", "both"})
_SOFT = _TAKEN_BACK | {FlagStatus.DENIED}
# A cue may share these with a finding: "[once had] a seizure" and "[had a seizure]". Not one of
# another person: "my wife had a seizure" may be a minute ago, and the writer at her side.
_LIGHT = frozenset("have has had having got get gets getting is are was were am been a".split())
_FIGURES = frozenset({FlagStatus.METAPHOR})
# After a comma or "and", one of these makes a statement of its own.
_LIVE = frozenset(
    "i my he she his her we our they it there you is am are was were feel felt keep kept start "
    "have has had got since now today sudden suddenly can could will go went come came been "
    "getting gone cannot see hear lost lose".split()
)
_SUBJECTS = frozenset("i he she we they it there you".split())
_OWNERS = frozenset("my his her our your their".split())
_BEFORE_OWNER = frozenset(
    "in with of to on from for at around about over under near behind by into through affect "
    "affecting move moving lift lifting turn turning hold holding notice noticed had have cause "
    "use using and or worsen change".split()
)


class Mention(NamedTuple):
    """A cue found at the tokens ``first`` up to, not including, ``end``, ``gaps`` left out."""

    cue: Cue
    first: int
    end: int
    gaps: tuple[int, ...] = ()


class Settled:
    """The cues of one message; answers what a stretch of it means."""

    def __init__(
        self, reading: Reading, mentions: list[Mention], until: dict[int, frozenset[str]]
    ) -> None:
        self._reading = reading
        self._until = until
        self._in_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            if mention.cue.direction != "message" and mention.first < len(reading.sentence):
                at = reading.sentence[mention.first]
                self._in_sentence.setdefault(at, []).append(mention)
        self._own = any(
            m.cue.direction == "message"
            and not self._refused(m)
            # "if I couldn't swallow" is not yet the writer's own
            and not any(
                self._reaches(a, m.first, m.end, m.gaps)
                for a in self._near(m.first, m.end)
                if a.cue.status is FlagStatus.HYPOTHETICAL
            )
            for m in mentions
        )
        self._reopening: dict[int, list[Mention]] = {}
        for mention in mentions:
            if mention.cue.direction == "reopens" and self._reopens(mention):
                self._reopening.setdefault(reading.sentence[mention.first], []).append(mention)
        self._known: dict[tuple[int, int, tuple[int, ...]], tuple[FlagStatus, str | None]] = {}
        self._surroundings: dict[tuple[int, bool], tuple[FlagStatus, str | None]] = {}

    def _refused(self, mention: Mention) -> bool:
        """ "Mine has not": says right away that there is nothing."""
        return self._reading.norms[mention.end : mention.end + 1] in (["not"], ["never"])

    def _reopens(self, mention: Mention) -> bool:
        """Whether "I had one" is said of the writer, and of now; an exception is from a denial."""
        softer = _SOFT if discourse.stands_for(self._reading, mention.end - 1) else _TAKEN_BACK
        return (
            not self._refused(mention)
            and discourse.ends_there(self._reading, mention.end)
            and not any(
                near.cue.status in softer
                and self._reaches(near, mention.first, mention.end, mention.gaps)
                for near in self._near(mention.first, mention.end)
            )
        )

    def _reopened(self, first: int, end: int) -> bool:
        """Whether words behind, or at the head of the next sentence, take the finding up again."""
        sentence = self._reading.sentence
        if not self._reopening or first >= len(sentence):
            return False
        here = self._reopening.get(sentence[first], ())
        following = self._reopening.get(sentence[min(end, len(sentence)) - 1] + 1, ())
        return any(m.first >= first for m in here) or any(
            discourse.opens(self._reading, m.first) for m in following
        )

    def assess(
        self, first: int, end: int, gaps: tuple[int, ...] = ()
    ) -> tuple[FlagStatus, str | None]:
        """The status of the tokens ``first`` up to ``end``, and the words that decided it."""
        key = (first, end, gaps)
        if key not in self._known:
            told = self._assess(first, end, gaps)
            if told[0] in _SOFT and self._reopened(first, end):
                told = FlagStatus.PRESENT, None
            self._known[key] = told
        return self._known[key]

    def aside(self) -> list[FlagStatus]:
        """What each single token means where it stands, ``present`` for most.

        A sentence that no cue and no neighbour speaks about is passed over as a whole.
        """
        statuses = [FlagStatus.PRESENT] * len(self._reading.norms)
        sentence = self._reading.sentence
        at = 0
        while at < len(sentence):
            end = discourse.sentence_of(self._reading, at)[1]
            if sentence[at] in self._in_sentence:
                statuses[at:end] = [self.assess(token, token + 1)[0] for token in range(at, end)]
            else:  # one look serves all: the sentence has no cue of its own
                middle = min(at + 1, end - 1)
                statuses[at:end] = [self._around(middle)[0]] * (end - at)
            at = end
        return statuses

    def _assess(self, first: int, end: int, gaps: tuple[int, ...]) -> tuple[FlagStatus, str | None]:
        reaching = [m for m in self._near(first, end) if self._reaches(m, first, end, gaps)]
        back = any(m.cue.status is FlagStatus.PRESENT for m in reaching)
        own = self._own or discourse.is_dated(self._reading, first, end)
        for status in _ORDER:
            if status in _TAKEN_BACK and back:
                continue
            if status is FlagStatus.HYPOTHETICAL and own:
                continue
            for mention in reaching:
                if mention.cue.status is status:
                    return status, self._words(mention)
        answered = discourse.answered_no(self._reading, end)
        if answered is not None:
            return FlagStatus.DENIED, answered
        return (FlagStatus.PRESENT, None) if back else self._around(first)

    def _near(self, first: int, end: int) -> Sequence[Mention]:
        """The cues in the sentences of a finding: no other reaches it."""
        sentence = self._reading.sentence
        if first >= len(sentence):
            return ()
        here, last = sentence[first], sentence[min(end, len(sentence)) - 1]
        if here == last:
            return self._in_sentence.get(here, ())
        return [m for at in range(here, last + 1) for m in self._in_sentence.get(at, ())]

    def _around(self, first: int) -> tuple[FlagStatus, str | None]:
        """What the form of the sentence and its neighbours say, where no cue in it does."""
        sentence = self._reading.sentence
        if first >= len(sentence):
            return FlagStatus.PRESENT, None
        opens = first == 0 or sentence[first - 1] != sentence[first]
        key = (sentence[first], opens)  # the same for all words of a sentence but its first
        if key not in self._surroundings:
            self._surroundings[key] = self._look_around(first)
        return self._surroundings[key]

    def _look_around(self, first: int) -> tuple[FlagStatus, str | None]:
        reading = self._reading
        if discourse.asks_in_general(reading, first) and not self._own:
            start, _ = discourse.sentence_of(reading, first)
            return FlagStatus.HYPOTHETICAL, self._words_at(start, start + 1)
        before, behind = discourse.goes_on(reading, first), discourse.looks_back(reading, first)
        if before is None and not behind:
            return FlagStatus.PRESENT, None
        told = () if before is None else self._near(before, before + 1)
        following = self._near(behind.start, behind.stop) if behind else ()
        for mention in (*told, *following):
            status = mention.cue.status
            if status is FlagStatus.OTHER_PERSON and before is not None:
                speaks = discourse.sentence_of(reading, mention.first)[0] == before
            else:
                speaks = mention.first in behind and mention.cue.direction in _BACKWARD
            if speaks and status in _TAKEN_BACK:
                return status, self._words(mention)
        return FlagStatus.PRESENT, None

    def _words(self, mention: Mention) -> str:
        return self._words_at(mention.first, mention.end)

    def _words_at(self, first: int, last: int) -> str:
        start, end = self._reading.span(first, last)
        return self._reading.text[start:end]

    def _reaches(self, mention: Mention, first: int, end: int, gaps: tuple[int, ...]) -> bool:
        cue = mention.cue
        if cue.direction in ("message", "reopens"):
            return False
        if mention.first < end and first < mention.end:
            if cue.status in _FIGURES:
                return True
            if cue.status is FlagStatus.HYPOTHETICAL and mention.first < first:
                return True  # "can Botox make ..." around a finding "Botox make ... worse"
            said = set(range(mention.first, mention.end)).difference(mention.gaps)
            shared = said & set(range(first, end)).difference(gaps)
            if shared:
                light = all(self._reading.norms[at] in _LIGHT for at in shared)
                sharing = light and cue.status is not FlagStatus.OTHER_PERSON
                return sharing and mention.first < first and cue.direction in _FORWARD
            return cue.direction != "backward" or mention.first >= first
        sentence = self._reading.sentence
        if mention.first >= len(sentence) or first >= len(sentence):
            return False
        if sentence[mention.first] != sentence[first]:
            return False
        if mention.end <= first and cue.direction in _FORWARD:
            return self._open_between(mention, mention.end, first, end)
        if mention.first >= end and cue.direction in _BACKWARD:
            return self._open_back(mention, end, mention.first)
        return False

    def _open_between(self, mention: Mention, start: int, first: int, end: int) -> bool:
        """A forward cue: nothing ends its reach between it and the finding."""
        reading = self._reading
        if mention.cue.scope and first - start >= mention.cue.scope:
            return False
        until = self._until[id(mention.cue)]
        denial = mention.cue.status is FlagStatus.DENIED
        last_break = -1
        for at in range(start, first + 1):
            if at < len(reading.stops) and reading.stops[at] >= CLAUSE:
                return False
            if reading.norms[at] in until or reading.stems[at] in until:
                return False
            if denial and at > start and at < first and self._new_subject(at):
                return False
            if at < len(reading.stops) and reading.stops[at] == COMMA:
                last_break = at
            elif at > start and at < first and reading.norms[at] in discourse.NEWSY:
                last_break = at + 1
        if mention.cue.status is FlagStatus.PAST and last_break >= 0:
            return discourse.dates_beyond_comma(
                reading, mention.first, mention.end, last_break, end
            )
        if not denial or last_break < 0:
            return True
        stretch = discourse.stretch_end(reading, end)
        return not any(reading.norms[at] in _LIVE for at in range(last_break, stretch))

    def _new_subject(self, at: int) -> bool:
        norms = self._reading.norms
        if norms[at] in _SUBJECTS:
            return True
        return norms[at] in _OWNERS and norms[at - 1] not in _BEFORE_OWNER

    def _open_back(self, mention: Mention, end: int, first: int) -> bool:
        reading = self._reading
        if mention.cue.scope and first - end >= mention.cue.scope:
            return False
        if mention.cue.status is FlagStatus.HYPOTHETICAL and discourse.is_stated(
            reading, end, first
        ):
            return False
        until = self._until[id(mention.cue)]
        for at in range(end, first + 1):
            if reading.stops[at] >= CLAUSE and not (at == first and self._is_list_answer(at)):
                return False
            if at < first and (reading.norms[at] in until or reading.stems[at] in until):
                return False
        return True

    def _is_list_answer(self, at: int) -> bool:
        """ "Trouble swallowing: no", "double vision - denied"."""
        return self._reading.stops[at] == CLAUSE
