"""Rules on what an answer may say: no personal dose, no promise, no statement without a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.content.lint.rule import Finding, LintRule, Subject, answer_of
from triage.content.loaded import shown
from triage.model import Release, Severity
from triage.text import sentences

_DOSE = re.compile(
    r"(?i)\b(?:\d[\d,.]*(?:\s*(?:-|–|to|or)\s*\d[\d,.]*)?|half an?|one|two|three|four)[\s-]*"
    r"(?:mg|mcg|µg|g|ml|units?|milligrams?|micrograms?|grams?|tablets?|pills?|capsules?|puffs?|"
    r"drops?|sprays?|doses?)\b"
)
# A sentence that tells the reader what to do about an amount: an imperative at the beginning of
# a clause, or "you" with a verb of taking or of duty.
_ORDER = re.compile(
    r"(?i)(?:^|[,;:(]|\b(?:then|and|or|please|not|never|always|just|also|only))\s*"
    r"(?:take|use|try|inject|swallow|start|begin|increase|raise|reduce|lower|cut|double|halve|"
    r"skip|keep|limit|stay|ask for|request|repeat|switch|drink|have)\b"
)
_YOU = re.compile(
    r"(?i)\byou(?:r)?\b[^.;]{0,40}?\b(?:should|must|need|can|may|could|take|took|use|get|receive|"
    r"want|dose)\b"
)
# A statement on what is usual, of everyone: the label's dose is a fact, not an instruction.
_GENERAL = re.compile(
    r"(?i)\b(?:label|usual|usually|standard|approved|licen[cs]ed|stud(?:y|ies)|trials?|people|"
    r"patients|adults|most|doctors|clinics?|clinicians)\b"
)
_PROMISE = re.compile(
    r"(?i)\b(?:will|can|does)\s+(?:definitely\s+|surely\s+|certainly\s+|always\s+)?cures?\b"
    r"|\bguarantee\w*|\b100\s*(?:%|percent|per cent)\s*(?:safe|effective|sure|certain|free)"
    r"|\b(?:always|never)\s+(?:works?|fails?|harms?|helps?)\b"
    r"|\bworks? (?:for everyone|every time)\b"
    r"|\b(?:completely|totally|perfectly|absolutely|entirely)\s+(?:safe|harmless|painless)\b"
    r"|\b(?:risk-free|no risks?(?: at all| whatsoever)?|without any risk|no side effects)\b"
    r"|\byou will (?:be|become) (?:cured|migraine-free|pain-free|headache-free)\b"
    r"|\bwill (?:definitely|surely|certainly|always)\b"
)
_DENIED = re.compile(
    r"(?i)\b(?:no one|nobody|nothing|none|not|never|neither|nor|cannot|no|without|few)\b|n['’]t\b"
)


def _dose(subject: Subject) -> Iterator[Finding]:
    for entry in subject.faq.entries:
        key, text = answer_of(entry)
        for sentence in sentences(text):
            said = sentence.text.lstrip("-• ")
            amount = _DOSE.search(said)
            if amount is None or not _tells_the_reader(said):
                continue
            message = f"{entry.id} tells the reader an amount: {shown(amount.group())!r}"
            hint = "leave amounts to the clinician, the package or the label"
            yield subject.place(entry, key, amount.group()), message, hint


def _tells_the_reader(sentence: str) -> bool:
    if _ORDER.search(sentence):
        return True
    return bool(_YOU.search(sentence)) and not _GENERAL.search(sentence)


def _promise(subject: Subject) -> Iterator[Finding]:
    for entry in subject.faq.entries:
        key, text = answer_of(entry)
        for sentence in sentences(text):
            for found in _PROMISE.finditer(sentence.text):
                if _DENIED.search(sentence.text[: found.start()]):
                    continue
                message = f"{entry.id} promises: {shown(found.group())!r}"
                hint = "say how often it happens, and for whom"
                yield subject.place(entry, key, found.group()), message, hint


def _no_source(subject: Subject) -> Iterator[Finding]:
    for entry in subject.faq.entries:
        if entry.answer is not None and not entry.sources and entry.release != Release.CLINICIAN:
            message = f"{entry.id} has an answer without a source"
            yield entry.location, message, "name where its statements were seen under `sources:`"


def _secondary_fact(subject: Subject) -> Iterator[Finding]:
    weak = {source.key for source in subject.faq.sources if source.secondary}
    for entry in subject.faq.entries:
        told = {key for key, _ in entry.secondary}
        for key in entry.sources if entry.answer is not None else ():
            if key in weak and key not in told:
                message = f"{entry.id} does not say what rests on {key}, a secondary source"
                hint = f"add `secondary: {{{key}: ...}}`, so that the signer knows what to look up"
                yield subject.place(entry, "sources"), message, hint


RULES = (
    LintRule(
        "dose",
        "An amount told to a reader whose weight, kidneys and other medicines nobody has looked "
        "at is a prescription.",
        _dose,
        Severity.ERROR,
    ),
    LintRule(
        "promise",
        "No treatment is certain, and a promise is held against the clinic.",
        _promise,
        Severity.ERROR,
    ),
    LintRule(
        "no-source",
        "A clinician signs what can be looked up.",
        _no_source,
    ),
    LintRule(
        "secondary-fact",
        "A signer looks twice at what was only seen second-hand, if told which statement it is.",
        _secondary_fact,
    ),
)
