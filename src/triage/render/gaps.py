"""Gaps as people read them: a list, or the entries to be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.content.stub import Stub, stub_file
from triage.desk.gaps import Gap, Gaps
from triage.readers.clean import clean_line

_SHOWN = 4
"""Wordings shown of a gap in the list."""


def gaps_text(found: Gaps, shown: Sequence[Gap]) -> str:
    """The gaps as a list, each with its wordings; ``shown``: those that are asked often enough."""
    if not found.questions:
        return "Every question found an entry.\n"
    once = sum(gap.count for gap in found.gaps) - sum(gap.count for gap in shown)
    lines = [f"{found.questions} questions found no entry, {len(found.gaps)} different ones."]
    for number, gap in enumerate(shown, start=1):
        lines += ["", f"{number}. {clean_line(gap.question)}"]
        lines.append(f"   {_asked(gap)}; about: {clean_line(', '.join(gap.terms))}")
        if gap.unexplained:
            lines.append(f"   nothing explains: {_counted(gap.unexplained)}")
        if gap.nearest:
            lines.append(f"   nearest entries: {_counted(gap.nearest[:3])}")
        lines += [f"   - {clean_line(wording)}" for wording in gap.wordings[:_SHOWN]]
        more = len(gap.wordings) - _SHOWN
        if more > 0:
            lines.append(f"   - and {more} more wording{'s' if more > 1 else ''}")
    if once:
        lines += ["", f"{once} more were asked less often; --least 1 shows them."]
    return "".join(f"{line}\n" for line in lines)


def gaps_yaml(shown: Iterable[Gap], taken: Iterable[str]) -> str:
    """The gaps as a FAQ file to be filled in; ``taken``: ids that are in use."""
    return stub_file(map(_stub, shown), taken)


def _stub(gap: Gap) -> Stub:
    notes = [f"{_asked(gap)}; cases: {', '.join(gap.cases[:10])}"]
    if gap.unexplained:
        notes.append(f"nothing explains: {_counted(gap.unexplained)}")
    if gap.nearest:
        notes.append(f"nearest entries: {_counted(gap.nearest[:3])}")
    return Stub(
        clean_line(gap.question),
        [clean_line(wording) for wording in gap.wordings],
        gap.terms,
        [clean_line(note) for note in notes],
    )


def _asked(gap: Gap) -> str:
    messages = "1 message" if gap.count == 1 else f"{gap.count} messages"
    if not gap.first or not gap.last:
        return f"asked in {messages}"
    first, last = gap.first[:10], gap.last[:10]
    return f"asked in {messages}, {first}" + ("" if first == last else f" to {last}")


def _counted(items: Iterable[tuple[str, int]]) -> str:
    return clean_line(", ".join(f"{name} ({n})" if n > 1 else name for name, n in items))
