"""What a finding means where it stands: denied, past, another person's, hypothetical, a figure of
speech, the usual pattern, or present.

The ConText algorithm (Harkema et al. 2009, J Biomed Inform 42:839, PMC2757457; negation after
NegEx, Chapman et al. 2001) over cues kept as data in ``redflags.yaml``, with additions for
messages typed by patients:

- A cue reaches forward, backward or both ways, up to the end of its sentence, to one of its
  ``until`` words, to a hard break (";", a line, "but"), or ``scope`` words far.
- "no fever, stiff neck or rash" is one denial. "No fever, my neck is stiff" is not: after a comma
  or "and", a stretch with its own subject or verb is a new statement.
- A cue of status ``present`` and direction ``itself`` hides the cues inside it ("no relief", "not
  only", "no longer"). With another direction it takes softer cues back ("again", "today").
  With direction ``message`` it says that the writer has something now, so that a question in the
  same message is no longer hypothetical.
  With direction ``reopens`` it takes up what was set aside before it, in its sentence or, where it
  opens one, in the last ("My mother used to have them. I just had one.", "No numbness, apart from
  my left leg").
- Where no cue decides, the form of the sentence and its neighbours may (``discourse``).
- A cue that shares words with a finding does not count, but for "had" and the like: "[once had] a
  seizure". One inside a finding does not ("can't breathe" is not a denial), unless it stands in the
  finding's gap ("vision is not blurry") or marks a figure of speech.

Uncertain means present.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from triage.model import Cue, FlagStatus
from triage.safety.finder import Finder
from triage.safety.found import Found
from triage.safety.reading import Reading
from triage.safety.settled import Mention, Settled

_RAISING = frozenset({FlagStatus.PRESENT})


class Context:
    """The compiled cues. ``settle`` reads those of one message; what it gives judges findings."""

    def __init__(self, cues: Iterable[tuple[Cue, str]]) -> None:
        """``cues``: each with the key under which the finder reports it."""
        self._cues = list(cues)
        self._until = {
            id(cue): frozenset(filter(None, map(_until_key, cue.until))) for cue, _ in self._cues
        }

    @classmethod
    def compile(cls, cues: Iterable[Cue], finder: Finder) -> Context:
        """Add the cues to the finder. Raises ``PatternError`` where one cannot be read."""
        return cls((cue, finder.add(cue.cue)) for cue in cues)

    def packed(self) -> list[str]:
        """The keys of the cues, in order."""
        return [key for _, key in self._cues]

    @classmethod
    def unpacked(cls, cues: Iterable[Cue], keys: Iterable[str]) -> Context:
        """A context from ``packed`` keys and the cues it was compiled from."""
        return cls(zip(cues, keys, strict=True))

    def settle(self, reading: Reading, found: Found, sure: Found) -> Settled:
        """The cues that stand, hidden ones left out; only ``sure`` ones set a finding aside."""
        mentions = [
            Mention(cue, start, end, inside)
            for cue, key in self._cues
            if key in found.present  # most cues stand in no message
            for start, endings in (found if cue.status in _RAISING else sure).starts(key).items()
            for end, inside in endings
        ]
        hiding: dict[int, list[Mention]] = {}
        for m in mentions:
            if m.cue.direction == "itself":
                for token in range(m.first, m.end):
                    hiding.setdefault(token, []).append(m)
        standing = [m for m in mentions if m.cue.direction != "itself" and not _hidden(m, hiding)]
        return Settled(reading, standing, self._until)


def _until_key(word: str) -> str | None:
    """A mark of punctuation always ends a cue's reach; only words need a key."""
    return word.strip().lower() if any(c.isalnum() for c in word) else None


def _hidden(mention: Mention, hiding: Mapping[int, Sequence[Mention]]) -> bool:
    """``hiding``: by token, the cues that hide others over it."""
    return any(
        h.end - h.first >= mention.end - mention.first
        for token in range(mention.first, mention.end)
        for h in hiding.get(token, ())
    )
