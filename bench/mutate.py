"""Damage export files in many ways and read them: no exception, no hidden character, no hang.

    python bench/mutate.py --count 10000 PATH...

PATHs are files or folders. Every mutation is drawn from ``--seed``, so a failure repeats: it is
printed with the file and the mutation's number, which ``--only`` runs alone. Exit 1 on a failure.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from triage.model import Comment, Problem
from triage.readers import FORMATS, ReadOptions, read

SLOW = 2.0
"""Seconds of processor time after which a reading is a hang; files are cut to ``LARGEST`` bytes."""
LARGEST = 200_000
INSERTED = [
    b"\0", b"\x1b[31m", b"\x1b]0;x\x07", "\u202e".encode(), "\u2066".encode(), "\u200b".encode(),
    b'"', b"'", b'""', b'\\"', b"<", b">", b"&", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE x>",
    b"\r", b"\n", b"\r\n", "\u2028".encode(), b"\x85", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80",
    b"\nFrom x@y.org Thu Feb 13 09:30:00 2020\n", b"=?utf-8?q?=0ABcc:_e=40x.org?=", b"\n> ",
    b"\n7. Dr. X says: 01/01/20201:00 pm\n", b"{", b"[", b"}", b"]", b",", b";", b"\t", b"=",
    b"9" * 400, b"a" * 3000, b"=cmd|' /C calc'!A0", b"--b\n", b"Content-Type: multipart/mixed\n",
]  # fmt: skip


def flip(data: bytearray, random: Random) -> None:
    """Turn bits over."""
    for _ in range(random.randint(1, 8)):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def truncate(data: bytearray, random: Random) -> None:
    """Cut off the end, or the start."""
    at = random.randrange(len(data))
    if random.random() < 0.8:
        del data[at:]
    else:
        del data[:at]


def duplicate(data: bytearray, random: Random) -> None:
    """Write a piece again somewhere else."""
    start = random.randrange(len(data))
    piece = data[start : start + random.randint(1, 2000)]
    at = random.randrange(len(data))
    data[at:at] = piece * random.choice([1, 1, 1, 20])


def insert(data: bytearray, random: Random) -> None:
    """Write something hostile in."""
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(data))
        data[at:at] = random.choice(INSERTED)


def remove(data: bytearray, random: Random) -> None:
    """Take a piece out."""
    start = random.randrange(len(data))
    del data[start : start + random.randint(1, 300)]


def line_ends(data: bytearray, random: Random) -> None:
    """Change all line ends, or some."""
    ends = [b"\r\n", b"\r", b"\n\n", b" ", "\u2028".encode()]
    data[:] = data.replace(b"\n", random.choice(ends), random.choice([-1, 1, 5]))


MUTATIONS: list[Callable[[bytearray, Random], None]] = [
    flip, truncate, duplicate, insert, insert, remove, line_ends,
]  # fmt: skip


def mutated(data: bytes, random: Random) -> bytes:
    """The data damaged one to three times."""
    made = bytearray(data)
    for _ in range(random.randint(1, 3)):
        if made:
            random.choice(MUTATIONS)(made, random)
    return bytes(made)


def texts(item: Comment | Problem) -> Iterator[str]:
    """Every text of an outcome that may reach a terminal or a file."""
    if isinstance(item, Problem):
        yield from (item.message, item.hint)
        return
    yield item.body
    yield from item.extra
    for line in (item.id, item.author, item.email, item.date, item.parent, item.subject,
                 item.url, item.message_id, item.references, item.type):  # fmt: skip
        if line is not None:
            yield line.replace("\n", "\0")  # a line break here counts as hidden too


def failure(data: bytes, options: ReadOptions) -> str | None:
    """What went wrong in reading, None if nothing did."""
    started = time.process_time()
    try:
        found = list(read(io.BytesIO(data), "in", options))
        for item in found:
            for text in texts(item):
                text.encode()
                if any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in text):
                    return "a control character came through"
        if not found:
            return "no outcome at all"
        if found != list(read(io.BytesIO(data), "in", options)):
            return "two readings differ"
    except Exception:
        return traceback.format_exc()
    took = time.process_time() - started
    return f"took {took:.1f} s" if took > SLOW else None


def main() -> int:
    """Mutate, read, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="run one mutation and save it as mutated.bin")
    asked = parser.parse_args()
    files = [
        path
        for given in asked.paths
        for path in (sorted(given.rglob("*")) if given.is_dir() else [given])
        if path.is_file() and path.stat().st_size
    ]
    outcomes: Counter[str] = Counter()
    for number in range(asked.count) if asked.only is None else [asked.only]:
        random = Random(f"{asked.seed}/{number}")
        path = files[number % len(files)]
        data = mutated(path.read_bytes()[:LARGEST], random)
        kind = random.choice([None, None, None, *FORMATS])
        wrong = failure(data, ReadOptions(format=kind, staff=random.choice([(), ("X",)])))
        outcomes["failed" if wrong else "read"] += 1
        if wrong:
            print(f"{path} mutation {number} as {kind or 'recognised'}: {wrong}")
        if asked.only is not None:
            Path("mutated.bin").write_bytes(data)
    print(f"{asked.count} mutations of {len(files)} files: {dict(outcomes)}")
    return 1 if outcomes["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
