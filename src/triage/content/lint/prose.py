"""Rules on how answers are written: length and reading level."""

from __future__ import annotations

from collections.abc import Iterator

from triage.content.lint.rule import Finding, LintRule, Subject, answer_of
from triage.content.placeholders import without_placeholders
from triage.readability import grade
from triage.text import stem, words

SHORTEST, LONGEST = 25, 170
"""Words of an answer; acknowledgements may be as short as they like."""
HARDEST = 9.5
"""US school grade. The AMA and NIH advise grade 6 to 8 for patients; medical names force a little
more."""

_NAMES = {"answer": "answer", "acknowledge": "acknowledgement"}


def _length(subject: Subject) -> Iterator[Finding]:
    for entry in subject.faq.entries:
        key, text = answer_of(entry)
        what = _NAMES[key]
        count = len(words(without_placeholders(text)))
        if count > LONGEST:
            hint = "say the one thing that was asked; move the rest to another entry"
            message = f"the {what} of {entry.id} has {count} words, more than {LONGEST}"
            yield subject.place(entry, key), message, hint
        elif key == "answer" and count < SHORTEST:
            hint = "answer the question, say when to call, and why"
            message = f"the answer of {entry.id} has {count} words, fewer than {SHORTEST}"
            yield subject.place(entry, key), message, hint


def _reading_level(subject: Subject) -> Iterator[Finding]:
    for entry in subject.faq.entries:
        key, text = answer_of(entry)
        text = without_placeholders(text)
        as_written = grade(text)
        # a drug's name is hard to read, but it is the drug's name
        if as_written <= HARDEST or grade(_with_plain_drugs(subject, text)) <= HARDEST:
            continue
        message = f"the {_NAMES[key]} of {entry.id} reads at school grade {as_written:.1f}"
        hint = f"aim at 8 (at most {HARDEST:g}): shorter sentences, everyday words"
        yield subject.place(entry, key), message, hint


def _with_plain_drugs(subject: Subject, text: str) -> str:
    found = words(text)
    mentions = subject.concepts.find([stem(word.norm) for word in found])
    for mention in reversed(mentions):
        concept = subject.concepts.concept(mention.concept)
        if concept is not None and concept.kind == "drug":
            start, end = found[mention.first].start, found[mention.end - 1].end
            text = f"{text[:start]}drug{text[end:]}"
    return text


RULES = (
    LintRule(
        "length",
        "Long answers are not read to the end; very short ones leave the reader alone.",
        _length,
    ),
    LintRule(
        "reading-level",
        "Half of adult patients read below grade 8, and worry makes reading harder.",
        _reading_level,
    ),
)
