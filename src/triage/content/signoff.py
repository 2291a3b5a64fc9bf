"""What a clinician's signature covers, and whether it still holds."""

from __future__ import annotations

from hashlib import sha256

from triage.model import Entry

DIGEST_DIGITS = 16


def entry_digest(entry: Entry) -> str:
    """The first 16 hex digits of the SHA-256 of what a signature covers.

    That is question, answer, acknowledge, release, covers and sources, as canonical JSON (sorted
    keys, no spaces, UTF-8). Phrasings may grow without a new signature: they change what an answer
    is found by, not what it says.
    """
    import json

    signed = {
        "question": entry.question,
        "answer": entry.answer,
        "acknowledge": entry.acknowledge,
        "release": str(entry.release),
        "covers": list(entry.covers),
        "sources": list(entry.sources),
    }
    text = json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:DIGEST_DIGITS]


def is_signed(entry: Entry) -> bool:
    """True where a named clinician signed exactly the present text."""
    review = entry.review
    return (
        review.status == "signed"
        and bool(review.by)
        and bool(review.on)
        and review.digest == entry_digest(entry)
    )
