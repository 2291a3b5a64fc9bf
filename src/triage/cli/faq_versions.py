"""``triage faq sign`` and ``triage faq diff``: who answers for which version of the content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from triage.cli.session import (
    ConfigOption,
    FaqOption,
    FormatOption,
    OutputFormat,
    entry_of,
    load,
)
from triage.cli.streams import Exit, say
from triage.curated import read_file, shipped
from triage.model import Case, Faq, TriageError

if TYPE_CHECKING:
    from triage.api import Triage


def sign(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="The entries to sign.")],
    by: Annotated[str, typer.Option(help="The clinician who signs.")],
    due: Annotated[
        str | None, typer.Option(metavar="DATE", help="Next review, such as 2027-11-22.")
    ] = None,
    output: FormatOption = OutputFormat.TEXT,
    faq: FaqOption = None,
    config: ConfigOption = None,
) -> int:
    """Sign entries: writes who, when and a digest into the file; any later change undoes it."""
    from triage.api import load_settings
    from triage.content.sign import secondary_facts
    from triage.content.sign import sign as write_signature
    from triage.places import curated_files, settings_file

    path = config or settings_file()
    target = curated_files(load_settings(path), path, faq).faq
    if target == shipped().faq:
        raise TriageError("sign the clinic's own copy, not the shipped file: triage init DIR")
    data, today, next_review = read_file(target), date.today(), _date(due)
    signed = write_signature(data, ids, by, today, next_review, file=str(target))
    content = _parsed(target)
    secondary = [
        (name, source, fact)
        for name in ids
        for source, fact in secondary_facts(content, entry_of(content, name))
    ]
    _replace(target, signed)
    if output is OutputFormat.JSON:
        result = {
            "signed": ids,
            "by": by,
            "on": today.isoformat(),
            "due": next_review and next_review.isoformat(),
            "secondary": [
                {"entry": name, "source": source.key, "title": source.title, "fact": fact}
                for name, source, fact in secondary
            ],
        }
        print(json.dumps(result, ensure_ascii=False))
    for name, source, fact in secondary:
        place = source.url or source.doi or "no address"
        told = f", for: {fact}" if fact else ""
        say(f"{name} rests on a secondary source: {source.title} ({place}){told}")
    say(f"signed by {by}: {', '.join(ids)}")
    return Exit.DONE


def diff(
    old: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    new: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    on: Annotated[
        Path | None,
        typer.Option(metavar="CASES", exists=True, help="Earlier cases: which end differently?"),
    ] = None,
    output: FormatOption = OutputFormat.TEXT,
    config: ConfigOption = None,
) -> int:
    """Compare two FAQs; with --on, tell which earlier comments now get another answer."""
    from triage.content.diff import compare
    from triage.render.entry import difference_text, difference_to_dict

    found = compare(_parsed(old), _parsed(new))
    ends = None if on is None else list(_ends(on, load(old, config), load(new, config)))
    if output is OutputFormat.JSON:
        result = difference_to_dict(found)
        if ends is not None:
            result["cases"] = [end for end in ends if end["before"] != end["after"]]
        print(json.dumps(result, ensure_ascii=False))
        return Exit.DONE
    print(difference_text(found), end="")
    if ends is not None:
        changed = [end for end in ends if end["before"] != end["after"]]
        for end in changed:
            print(f"{end['id']}: {_in_words(end['before'])} -> {_in_words(end['after'])}")
        print(f"{len(changed)} of {len(ends)} comments end differently")
    return Exit.DONE


def _ends(path: Path, before: Triage, after: Triage) -> Iterator[dict[str, Any]]:
    """For each case of a file: its id, and what the older and the newer content make of it."""
    from triage.casefile import NOT_A_CASE, read_cases
    from triage.model import Problem

    records = list(read_cases(read_file(path).splitlines(), str(path)))
    broken = tuple(r for r in records if isinstance(r, Problem) and r.code == NOT_A_CASE)
    if broken:
        raise TriageError(f"{path} is not what triage batch wrote", problems=broken)
    comments = [record.comment for record in records if isinstance(record, Case)]
    for left, right in zip(before.batch(comments), after.batch(comments), strict=True):
        assert isinstance(left, Case)
        assert isinstance(right, Case)
        yield {"id": left.comment.id, "before": _end(left), "after": _end(right)}


def _end(case: Case) -> dict[str, Any]:
    return {"disposition": str(case.disposition), "entries": list(case.entries)}


def _in_words(end: dict[str, Any]) -> str:
    return " ".join([end["disposition"], *end["entries"]])


def _parsed(path: Path) -> Faq:
    from triage.content import load_faq

    loaded = load_faq(read_file(path), str(path))
    if loaded.value is None:
        raise TriageError(f"{path} cannot be used", problems=loaded.problems)
    return loaded.value


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise TriageError(f"{text!r} is no date; write it as 2027-11-22") from None


def _replace(path: Path, data: bytes) -> None:
    """Write whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise TriageError(f"{path}: {error.strerror}") from None
