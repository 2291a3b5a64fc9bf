"""Rules on who looks after an entry: acknowledgements, placeholders, reviews, examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from triage.content.lint.rule import Finding, LintRule, Subject
from triage.content.loaded import shown, suggestion
from triage.content.placeholders import placeholders, without_placeholders
from triage.content.signoff import is_signed
from triage.model import Entry, Location, Release, Severity
from triage.text import stem, words

# Numbers that are no medical content: whom to call, and when the clinic answers.
_HARMLESS_NUMBER = re.compile(
    r"(?i)\b(?:911|988|(?:1-)?(?:\d{3}-)?\d{3}-\d{4}|\d+(?:\s*(?:-|–|to)\s*\d+)?\s*"
    r"(?:business |working |office )?(?:days?|hours?|minutes?))\b"
)


def _acknowledge(subject: Subject) -> Iterator[Finding]:
    for entry in subject.faq.entries:
        if entry.release != Release.CLINICIAN:
            continue
        if entry.acknowledge is None:
            message = f"{entry.id} goes to a clinician and has nothing to tell the patient"
            yield entry.location, message, "write `acknowledge: |`: thanks, and who will answer"
            continue
        for said in _medical_content(subject, entry.acknowledge):
            message = f"the acknowledgement of {entry.id} has medical content: {shown(said)!r}"
            hint = "say only that somebody will answer, and when to call at once"
            yield subject.place(entry, "acknowledge", said), message, hint


def _medical_content(subject: Subject, text: str) -> Iterator[str]:
    text = without_placeholders(text, "")
    text = _HARMLESS_NUMBER.sub(lambda found: " " * len(found.group()), text)
    found = words(text)
    for mention in subject.concepts.find([stem(word.norm) for word in found]):
        concept = subject.concepts.concept(mention.concept)
        # "your Botox question" names the topic, it does not answer it
        topic = {"botox", "toxin"} & set(subject.concepts.lineage(mention.concept))
        if concept is not None and concept.kind == "drug" and not topic:
            yield text[found[mention.first].start : found[mention.end - 1].end]
    yield from (text[w.start : w.end] for w in found if w.norm[:1].isdecimal())


def _placeholder_value(subject: Subject) -> Iterator[Finding]:
    told: set[str] = set()
    values = subject.values
    for entry in subject.faq.entries if values is not None else ():
        for key, text in (("answer", entry.answer), ("acknowledge", entry.acknowledge)):
            for found in placeholders(text or ""):
                if found.name is None or found.name in told or not found.lacks_value(values or {}):
                    continue
                told.add(found.name)
                shows = f"shows {shown(found.fallback)!r}" if found.fallback else "shows nothing"
                message = f"{{{found.name}}} has no value and {shows}"
                hint = f"set {found.name} in triage.yaml"
                yield subject.place(entry, key, found.written), message, hint


def _overdue(subject: Subject) -> Iterator[Finding]:
    for entry in subject.faq.entries:
        due = entry.review.due
        if subject.today is not None and due is not None and due < subject.today.isoformat():
            message = f"{entry.id} was to be looked at again by {due}"
            hint = f"have it read again, then `triage faq sign {entry.id}`"
            yield subject.place(entry, "review"), message, hint


def _unsigned(subject: Subject) -> Iterator[Finding]:
    drafts: list[Entry] = [entry for entry in subject.faq.entries if not is_signed(entry)]
    if drafts:
        count, of = len(drafts), len(subject.faq.entries)
        names = ", ".join(entry.id for entry in drafts[:3]) + (", ..." if count > 3 else "")
        message = f"{count} of {of} entries are not signed by a clinician: {names}"
        yield drafts[0].location, message, "`triage faq sign` signs what a clinician has read"


def _unknown_example(subject: Subject) -> Iterator[Finding]:
    known = {entry.id for entry in subject.faq.entries}
    for file, messages in subject.examples.items():
        unknown = Counter(
            name for message in messages for name in message.gold if name not in known
        )
        for name, count in unknown.items():
            first = next(message.id for message in messages if name in message.gold)
            message = f"no entry {shown(name)!r}, but examples for it: {count}, the first {first}"
            yield Location(file), message, suggestion(name, sorted(known))


RULES = (
    LintRule(
        "acknowledge",
        "Where a clinician must answer, the patient hears that somebody will, and nothing medical.",
        _acknowledge,
    ),
    LintRule(
        "placeholder-value",
        "Where the settings have no value, patients read the words after the bar.",
        _placeholder_value,
        Severity.NOTE,
    ),
    LintRule("overdue", "Medical statements age; an overdue answer is not sent.", _overdue),
    LintRule(
        "unsigned",
        "Nothing is sent without a look until a clinician has signed it.",
        _unsigned,
        Severity.NOTE,
    ),
    LintRule(
        "unknown-example",
        "An example for an entry that is gone teaches the matcher nothing.",
        _unknown_example,
        Severity.ERROR,
    ),
)
