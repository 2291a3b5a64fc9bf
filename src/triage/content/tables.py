"""What may stand in each curated file: one table, for the loaders and for the JSON Schemas."""

from __future__ import annotations

from collections.abc import Iterable

from triage.content.shape import (
    Choice,
    Day,
    Expression,
    Key,
    ListOf,
    MapOf,
    Number,
    Record,
    Text,
    YesNo,
)
from triage.model import FlagStatus, Release, Tier

KEBAB = Text(
    form=r"[a-z0-9]+(?:-[a-z0-9]+)*",
    form_hint="small letters, digits and single dashes, like `preg-botox-safe`",
)
RULE_ID = Text(
    form=r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*",
    form_hint="letters, digits and single dashes, like `RF-B1`",
)
NAME = Text(form=r"[a-z][a-z_]*", form_hint="small letters and underscores, like `aftercare`")
PLAIN = Text()
PROSE = Text(lines=True)
TEXTS = ListOf(PLAIN)
KEBABS = ListOf(KEBAB)


def _words(enum: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(str, enum))


def _schema(name: str) -> Key:
    return Key(Choice((name,)), "the version of the file's form", required=True)


SOURCE = Record(
    {
        "title": Key(PLAIN, "title of the publication", required=True),
        "year": Key(Number(1900, 2100), "year of publication"),
        "publisher": Key(PLAIN, "journal, authority or site"),
        "doi": Key(PLAIN, "digital object identifier"),
        "url": Key(PLAIN, "web address"),
        "secondary": Key(YesNo(), "true where it is not the primary publication"),
    }
)
REVIEW = Record(
    {
        "status": Key(Choice(("draft", "signed")), "draft until a clinician signs"),
        "by": Key(PLAIN, "who signed"),
        "on": Key(Day(), "when it was signed"),
        "due": Key(Day(), "when it must be looked at again"),
        "digest": Key(
            Text(form="[0-9a-f]{16}", form_hint="16 hex digits, written by `triage faq sign`"),
            "digest of what was signed, written by `triage faq sign`",
        ),
    }
)
ENTRY = Record(
    {
        "id": Key(KEBAB, "unique and final", required=True),
        "topic": Key(KEBAB, "group of entries; general by default"),
        "question": Key(PLAIN, "the question in one sentence", required=True),
        "phrasings": Key(TEXTS, "ways patients ask it"),
        "not_for": Key(TEXTS, "look-alikes that belong elsewhere"),
        "answer": Key(PROSE, 'plain text; blank line = paragraph, "- " = list'),
        "acknowledge": Key(PROSE, "instead of the answer where release is clinician"),
        "release": Key(Choice(_words(Release)), "how far the answer may go; check by default"),
        "covers": Key(ListOf(RULE_ID), "routine rules this answer already takes care of"),
        "sources": Key(KEBABS, "where its statements were seen"),
        "secondary": Key(
            MapOf(PLAIN, KEBAB), "by secondary source: what of the answer rests on it"
        ),
        "review": Key(REVIEW, "the sign-off"),
    }
)
FAQ = Record(
    {
        "schema": _schema("triage/faq-1"),
        "title": Key(PLAIN, "what the file is about"),
        "language": Key(KEBAB, "en by default"),
        "disclaimer": Key(PROSE, "put once under every reply", required=True),
        "sources": Key(MapOf(SOURCE, KEBAB), "the publications entries refer to"),
        "entries": Key(ListOf(ENTRY, least=1), "the questions with their answers", required=True),
    }
)

CONCEPT = Record(
    {
        "kind": Key(KEBAB, "drug, condition, symptom, body, person, ...", required=True),
        "is": Key(KEBAB, "the wider concept"),
        "words": Key(ListOf(PLAIN, least=1), "words patients use for it", required=True),
    }
)
LEXICON = Record(
    {
        "schema": _schema("triage/lexicon-1"),
        "concepts": Key(MapOf(CONCEPT, KEBAB), "the concepts by name", required=True),
    }
)

RULE = Record(
    {
        "id": Key(RULE_ID, "unique and final", required=True),
        "tier": Key(Choice(_words(Tier)), "how urgent it is", required=True),
        "title": Key(PLAIN, "what it is about", required=True),
        "instruct": Key(PROSE, "what staff do", required=True),
        "when": Key(ListOf(Expression(), least=1), "any of these patterns", required=True),
        "fires": Key(TEXTS, "sentences that must fire"),
        "silent": Key(TEXTS, "sentences that must not fire"),
    }
)
CUE = Record(
    {
        "cue": Key(PLAIN, "the words", required=True),
        "status": Key(Choice(_words(FlagStatus)), "what they make of a finding", required=True),
        "direction": Key(
            Choice(("forward", "backward", "both", "itself", "message", "reopens")),
            "where they reach; forward by default",
        ),
        "until": Key(TEXTS, "words that end their reach"),
        "scope": Key(Number(0, 1000), "how many words they reach; 0, the default, is the clause"),
    }
)
REDFLAGS = Record(
    {
        "schema": _schema("triage/redflags-1"),
        "terms": Key(
            MapOf(ListOf(PLAIN, least=1), KEBAB), "named lists of patterns, used as @name"
        ),
        "rules": Key(ListOf(RULE, least=1), "the red flags", required=True),
        "context": Key(ListOf(CUE), "words that change what a finding means"),
    }
)
DECISION = Record(
    {
        "by": Key(PLAIN, "who decided it", required=True),
        "on": Key(Day(), "the day it was decided", required=True),
        "why": Key(PLAIN, "the reason", required=True),
    }
)
OWN_RULE = Record(
    {
        **{name: Key(key.shape, key.doc) for name, key in RULE.keys.items() if name != "id"},
        "id": Key(RULE_ID, "a shipped rule's to change it, a new one to add it", required=True),
        "lowered": Key(DECISION, "must stand beside a tier lower than the shipped one"),
        "off": Key(DECISION, "switches the shipped rule off"),
    }
)
OWN_CUE = Record(
    {
        **CUE.keys,
        "status": Key(
            Choice((str(FlagStatus.PRESENT),)),
            "present: a clinic's cue may make a finding count, never set it aside",
            required=True,
        ),
        "direction": Key(
            Choice(("forward", "backward", "both", "message", "reopens")),
            "where they reach; forward by default",
        ),
    }
)
OWN_REDFLAGS = Record(
    {
        "schema": _schema("triage/redflags-1"),
        "extend": Key(
            Choice(("shipped",)),
            "a clinic's file is laid over the shipped rules; it never replaces them",
            required=True,
        ),
        "terms": Key(
            MapOf(ListOf(PLAIN, least=1), KEBAB), "new named lists of patterns, used as @name"
        ),
        "rules": Key(ListOf(OWN_RULE), "rules to add, to tighten, to lower or to switch off"),
        "context": Key(ListOf(OWN_CUE), "words that make a finding count"),
    }
)

CLINIC = Record(
    {
        "name": Key(PLAIN, "for {clinic.name}"),
        "phone": Key(PLAIN, "for {clinic.phone}"),
        "hours": Key(PLAIN, "for {clinic.hours}"),
    },
    others=MapOf(PLAIN, NAME),
)
EMERGENCY = Record(
    {
        "number": Key(PLAIN, "emergency number; 911 by default"),
        "crisis": Key(PLAIN, "crisis line; 988 by default"),
        "poison": Key(PLAIN, "poison control; 1-800-222-1222 by default"),
    }
)
THRESHOLDS = Record(
    {
        "fair": Key(Number(0, 1, whole=False), "score from which a match is fair"),
        "strong": Key(Number(0, 1, whole=False), "score from which a match is strong"),
    }
)
SETTINGS = Record(
    {
        "schema": _schema("triage/settings-1"),
        "faq": Key(PLAIN, "path of the clinic's own faq.yaml"),
        "redflags": Key(PLAIN, "path of the clinic's redflags.yaml, laid over the shipped rules"),
        "lexicon": Key(PLAIN, "path of the clinic's own lexicon.yaml"),
        "examples": Key(PLAIN, "path of the clinic's own examples, added to the shipped ones"),
        "clinic": Key(CLINIC, "what placeholders stand for"),
        "emergency": Key(EMERGENCY, "whom to call"),
        "staff": Key(TEXTS, "names and addresses of staff, whose comments are skipped"),
        "from": Key(PLAIN, "sender of drafts"),
        "thresholds": Key(THRESHOLDS, "when a match counts as fair or strong"),
    }
)

LABELLED = Record(
    {
        "id": Key(PLAIN, "name of the message"),
        "text": Key(PROSE, "the message", required=True),
        "gold": Key(ListOf(KEBAB, least=1), "entry ids, best first; null = no entry answers it"),
        "flag": Key(Choice(_words(Tier)), "the tier that must be raised; null = none"),
        "rule": Key(RULE_ID, "the red flag it was written for"),
        "kind": Key(PLAIN, "what sort of message it is"),
        "from": Key(PLAIN, "where it came from"),
    }
)
