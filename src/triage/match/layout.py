"""Writing the compiled index: a fitted model to the bytes that ``triage.match.index`` reads."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from triage.match.index import CENTRE, MAGIC, PREFIX

if TYPE_CHECKING:
    from triage.match.fit import Fitted

COMMON = 0.15
"""A concept that this share of the entries names is common ground, and never unexplained."""


def build(
    fitted: Fitted,
    *,
    key: str,
    entries: Sequence[str],
    wordings: Sequence[Sequence[Mapping[int, int]]],
    concepts: Sequence[Sequence[str]],
    vocabulary: Sequence[str] = (),
    texts: Sequence[Sequence[str]] = (),
) -> bytes:
    """Lay a fitted model out as an index file.

    ``wordings``: per entry, the features of what may be shown as its nearest phrasing;
    ``concepts``: per entry, the lexicon concepts its texts name; ``key``: what it was built from;
    ``vocabulary``: normal words that a misspelt word may stand for; ``texts``: the wordings
    themselves, where nothing else keeps them.
    """
    import numpy as np

    scale = 127 / max(1e-6, float(np.quantile(np.abs(fitted.weights), 0.9999)))
    quantised = np.clip(np.rint(fitted.weights * scale), -127, 127) + CENTRE
    starts, members, norms, of_entry = _wordings(fitted, wordings)
    sections = {
        "slots": _slots(fitted.hashes.tolist()).tobytes(),
        "hashes": fitted.hashes.astype("<u4").tobytes(),
        "idf": fitted.idf.astype("<f4").tobytes(),
        "rows": _padded(quantised.astype("<u2").tobytes()),
        "phrasings": members.tobytes(),
        "starts": starts.tobytes(),
        "norms": norms.tobytes(),
        "vocabulary": _padded("\n".join(vocabulary).encode()),
        "texts": _padded(json.dumps(texts).encode()),
    }
    places, offset = {}, 0
    for name, content in sections.items():
        places[name] = (offset, len(content))
        offset += len(content)
    header = json.dumps(
        {
            "key": key,
            "entries": list(entries),
            "concepts": [sorted(names) for names in concepts],
            "common": _common(concepts),
            "bias": [round(float(b), 6) for b in fitted.bias],
            "scale": scale,
            "unknown_idf": float(fitted.idf.max()),
            "of_entry": of_entry,
            "sections": places,
            "size": offset,
        }
    ).encode()
    # The sections' casts need 4-byte alignment.
    header += b" " * (-(PREFIX.size + len(header)) % 4)
    prefix = PREFIX.pack(MAGIC, len(header), crc32(header))
    return b"".join((prefix, header, *sections.values()))


def _wordings(
    fitted: Fitted, wordings: Sequence[Sequence[Mapping[int, int]]]
) -> tuple[array[int], array[int], array[float], list[tuple[int, int]]]:
    """Where each wording begins, the rows of all, their norms, and each entry's first and end."""
    import numpy as np

    starts, members, norms = array("I", [0]), array("I"), array("f")
    of_entry = []
    row_of = {int(h): row for row, h in enumerate(fitted.hashes)}
    for texts in wordings:
        first = len(norms)
        for counts in texts:
            rows = sorted(row_of[h] for h in counts if h in row_of)
            members.extend(rows)
            starts.append(len(members))
            norms.append(float(np.linalg.norm(fitted.idf[rows])) or 1.0)
        of_entry.append((first, len(norms)))
    return starts, members, norms, of_entry


def _common(concepts: Sequence[Sequence[str]]) -> list[str]:
    """The concepts that many entries name: they say where we are, not what is asked."""
    seen = Counter(name for names in concepts for name in set(names))
    return sorted(name for name, count in seen.items() if count >= COMMON * len(concepts))


def _padded(content: bytes) -> bytes:
    return content + b"\n" * (-len(content) % 4)


def _slots(hashes: Sequence[int]) -> array[int]:
    """The open-addressing table of the features, at most half full."""
    size = 1 << max(4, (2 * len(hashes) - 1).bit_length())
    slots = array("I", bytes(4 * size))
    for row, feature in enumerate(hashes):
        slot = (feature >> 2) & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot] = row + 1
    return slots
