"""Who does the work: this process, or several others that each have the content loaded.

Chunks are dealt out in turn and their pieces taken back in the same turn, so that the order is the
input's and at most a few chunks are under way. Processes are started afresh ("spawn"), as Windows
and macOS do, and each has a pipe of its own: one whose parent is gone reads the end of its pipe and
ends, whatever became of the parent.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing import get_context
from types import TracebackType
from typing import TYPE_CHECKING

from triage.model import TriageError
from triage.runs.work import Chunk, Piece, Work, piece_of

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from triage.api import Triage

CHUNK = 32
"""Records that travel together."""

UNDER_WAY = 3
"""Chunks that a worker may have, done or not, before the next is read."""


class Alone:
    """This process does the work, one record at a time: what comes in late goes out at once."""

    chunk = 1

    def __init__(self, tool: Triage, work: Work) -> None:
        self._tool = tool
        self._work = work

    def __enter__(self) -> Alone:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def pieces(self, chunks: Iterable[Chunk]) -> Iterator[Piece]:
        """The piece of each chunk, in order."""
        for chunk in chunks:
            yield piece_of(self._tool, self._work, chunk)


class Crew:
    """Several processes do the work."""

    chunk = CHUNK

    def __init__(self, tool: Triage, work: Work, jobs: int) -> None:
        self._errand = pickle.dumps((tool, work))
        self._jobs = jobs
        self._pipes: list[Connection] = []
        self._workers: list[SpawnProcess] = []

    def __enter__(self) -> Crew:
        """Start the processes."""
        context = get_context("spawn")
        # A new process inherits that Ctrl-C is not for it, from its first instruction on.
        asked = _in_main_thread()
        before = signal.signal(signal.SIGINT, signal.SIG_IGN) if asked else None
        try:
            for _ in range(self._jobs):
                ours, theirs = context.Pipe()
                worker = context.Process(target=_serve, args=(theirs, self._errand), daemon=True)
                worker.start()
                theirs.close()
                self._pipes.append(ours)
                self._workers.append(worker)
        finally:
            if asked:
                signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the processes go: the end of its pipe tells each."""
        for pipe in self._pipes:
            pipe.close()
        for worker in self._workers:
            worker.join(5)
            if worker.is_alive():
                worker.kill()
                worker.join()

    def pieces(self, chunks: Iterable[Chunk]) -> Iterator[Piece]:
        """The piece of each chunk, in order. Raises TriageError where a process fails."""
        waiting: deque[Connection] = deque()
        for number, chunk in enumerate(chunks):
            if len(waiting) == self._jobs * UNDER_WAY:
                yield _received(waiting.popleft())
            pipe = self._pipes[number % self._jobs]
            try:
                pipe.send(chunk)
            except OSError:
                raise _last_heard(pipe) from None
            waiting.append(pipe)
        while waiting:
            yield _received(waiting.popleft())


def _received(pipe: Connection) -> Piece:
    try:
        piece = pipe.recv()
    except (EOFError, OSError):
        raise _gone() from None
    if isinstance(piece, TriageError):
        raise piece
    assert isinstance(piece, Piece)
    return piece


def _last_heard(pipe: Connection) -> TriageError:
    """Why a worker has ended, from itself if it still could say so."""
    try:
        while not isinstance(said := pipe.recv(), TriageError):
            pass
    except (EOFError, OSError):
        return _gone()
    return said


def _gone() -> TriageError:
    return TriageError(
        "a worker process has ended unexpectedly, perhaps for want of memory; try fewer --jobs"
    )


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _serve(pipe: Connection, errand: bytes) -> None:
    """What a worker does until its pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    chunks: queue.SimpleQueue[Chunk] = queue.SimpleQueue()
    # Read at once: a sender that waits for a reader that waits for the sender would wait for ever.
    threading.Thread(target=_read, args=(pipe, chunks), daemon=True).start()
    try:
        tool, work = _loaded(errand)
        while True:
            pipe.send(piece_of(tool, work, chunks.get()))
    except TriageError as error:
        _last_word(pipe, error)
    except OSError:  # the parent is gone
        os._exit(0)
    except Exception as error:  # its text may quote a message
        _last_word(pipe, TriageError(f"internal error in a worker: {type(error).__name__}"))


def _last_word(pipe: Connection, error: TriageError) -> None:
    try:
        pipe.send(error)
    except OSError:
        os._exit(0)


def _read(pipe: Connection, chunks: queue.SimpleQueue[Chunk]) -> None:
    try:
        while True:
            chunks.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)


def _loaded(errand: bytes) -> tuple[Triage, Work]:
    import gc

    gc.disable()
    tool, work = pickle.loads(errand)
    gc.freeze()
    gc.enable()
    return tool, work
