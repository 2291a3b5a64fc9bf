"""An escalated case on a terminal: what to do, whom to call, and the message with what fired."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from triage.model import Case, EmergencyNumbers, Flag
from triage.render.words import call_line, set_aside

_SENTENCE = re.compile(r"(?<=[.!?]) +")
_MARKS = (">>", "<<")
"""Around what fired where a terminal shows no colour."""


def alarm_parts(
    case: Case, numbers: EmergencyNumbers, *, plain: bool = False
) -> Iterator[RenderableType]:
    """What stands below the headline of a case that a red flag escalated.

    ``plain``: mark the words that fired with signs, for a terminal that shows no colour.
    """
    call = call_line(case, numbers)
    if call is not None:
        yield Text(call, style="bold")
    yield from (Text(f"- {told}") for told in _once(case.instructions))
    yield Text()
    yield message_with_flags(case, plain=plain)
    yield Text()
    for flag in case.flags:
        if flag.counts:
            yield Text(_fired(flag))
    for flag in case.flags:
        if not flag.counts:
            yield Text(f"Set aside: {set_aside(flag)}", style="dim")


def _fired(flag: Flag) -> str:
    rule = f"{flag.title} ({flag.rule}, {flag.tier})" if flag.title else f"{flag.rule}, {flag.tier}"
    where = "" if flag.end else " in the subject"
    alike = f", like: {flag.similar_to}" if flag.similar_to else ""
    return f"Fired{where}: {rule}: {flag.text}{alike}"


def _once(instructions: Iterable[str]) -> Iterator[str]:
    """The instructions without the sentences that an earlier one already said."""
    said: set[str] = set()
    for instruction in instructions:
        sentences = [s for s in _SENTENCE.split(instruction.strip()) if s not in said]
        said.update(sentences)
        if sentences:
            yield " ".join(sentences)


def message_with_flags(case: Case, *, plain: bool = False) -> Text:
    """The message with the words that fired highlighted, or marked where it must be plain."""
    body = case.comment.body
    text = Text()
    at = 0
    for start, end in _joined([(f.start, f.end) for f in case.flags if f.counts and f.end]):
        text.append(body[at:start])
        opening, closing = _MARKS if plain else ("", "")
        text.append(f"{opening}{body[start:end]}{closing}", style="reverse bold")
        at = end
    text.append(body[at:])
    return text


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
