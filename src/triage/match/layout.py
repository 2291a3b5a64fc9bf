"""Writing the compiled index: a fitted model to the bytes that ``triage.match.index`` reads."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from triage.match.axes import packed
from triage.match.index import MAGIC, PREFIX
from triage.match.lanes import CENTRE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from triage.match.fit import Fitted

FULL_FROM = 16
"""A feature with weights for more than one class in so many has a full row, others have pairs.

Adding a full row costs the same whatever is in it; a pair costs about as much as 16 lanes.
"""

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

    order, full = _order(fitted)
    hashes = fitted.hashes[order].tolist()
    idf = fitted.idf[order]
    pair_starts, pair_classes, pair_weights = _pairs(fitted, order[full:])
    axes, axes_scale = packed(fitted.axes)
    starts, members, norms, of_entry = _wordings(hashes, idf, wordings)
    sections = {
        "slots": _slots(hashes).tobytes(),
        "hashes": np.array(hashes, dtype="<u4").tobytes(),
        "idf": idf.astype("<f4").tobytes(),
        "rows": _padded(_full_rows(fitted, order[:full]).tobytes()),
        "axes": axes.tobytes(),
        "pair_starts": pair_starts.astype("<u4").tobytes(),
        "pair_classes": _padded(pair_classes.astype("<u2").tobytes()),
        "pair_weights": _padded(pair_weights.astype("<i1").tobytes()),
        "phrasings": members.tobytes(),
        "starts": starts.tobytes(),
        "norms": norms.tobytes(),
        "vocabulary": _padded("\n".join(vocabulary).encode()),
        "texts": _padded(json.dumps(texts).encode()),
    }
    header = {
        "key": key,
        "entries": list(entries),
        "concepts": [sorted(names) for names in concepts],
        "common": _common(concepts),
        "bias": [round(float(b), 6) for b in fitted.bias],
        "has_none": fitted.has_none,
        "scale": fitted.scale,
        "axes_scale": axes_scale,
        "full_rows": full,
        "unknown_idf": float(fitted.idf.max()),
        "of_entry": of_entry,
    }
    return _file(header, sections)


def _file(header: dict[str, Any], sections: Mapping[str, bytes]) -> bytes:
    places, offset = {}, 0
    for name, content in sections.items():
        places[name] = (offset, len(content))
        offset += len(content)
    written = json.dumps(header | {"sections": places, "size": offset}).encode()
    # The sections' casts need 4-byte alignment.
    written += b" " * (-(PREFIX.size + len(written)) % 4)
    return b"".join((PREFIX.pack(MAGIC, len(written), crc32(written)), written, *sections.values()))


def _order(fitted: Fitted) -> tuple[NDArray[np.int64], int]:
    """The features in the order of their rows, full rows first, and how many rows are full."""
    import numpy as np

    found = np.diff(fitted.starts)
    full = found * FULL_FROM > len(fitted.bias)
    return np.concatenate((np.flatnonzero(full), np.flatnonzero(~full))), int(full.sum())


def _full_rows(fitted: Fitted, features: NDArray[np.int64]) -> NDArray[np.uint16]:
    """A lane a class for each of these features."""
    import numpy as np

    rows = np.full((len(features), len(fitted.bias)), CENTRE, dtype="<u2")
    for row, feature in enumerate(features):
        where = slice(fitted.starts[feature], fitted.starts[feature + 1])
        rows[row, fitted.classes[where]] += fitted.weights[where].astype("<u2")
    return rows


def _pairs(
    fitted: Fitted, features: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.uint16], NDArray[np.int8]]:
    """Where the pairs of each of these features begin, and the classes and weights of all."""
    import numpy as np

    lengths = np.diff(fitted.starts)[features]
    starts = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths)))
    where = np.repeat(fitted.starts[features] - starts[:-1], lengths) + np.arange(starts[-1])
    return starts, fitted.classes[where], fitted.weights[where]


def _wordings(
    hashes: Sequence[int], idf: NDArray[np.float32], wordings: Sequence[Sequence[Mapping[int, int]]]
) -> tuple[array[int], array[int], array[float], list[tuple[int, int]]]:
    """Where each wording begins, the rows of all, their norms, and each entry's first and end."""
    import numpy as np

    starts, members, norms = array("I", [0]), array("I"), array("f")
    of_entry = []
    row_of = {feature: row for row, feature in enumerate(hashes)}
    for texts in wordings:
        first = len(norms)
        for counts in texts:
            rows = sorted(row_of[h] for h in counts if h in row_of)
            members.extend(rows)
            starts.append(len(members))
            norms.append(float(np.linalg.norm(idf[rows])) or 1.0)
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
