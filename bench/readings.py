"""What the readers make of files: one Markdown row a file, without a word of their texts.

    python bench/readings.py PATH... > table.md

PATHs are files or folders. A record is a comment or a problem that stands for one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from triage.model import Comment, Problem, Severity
from triage.readers import ReadOptions, detect, read, stands_for_record
from triage.readers.reading import HEAD


def row(path: Path, shown: str) -> str:
    """One file as a row of the table."""
    with path.open("rb") as source:
        reader = detect(source.read(HEAD), path.name)
        source.seek(0)
        items = list(read(source, path.name, ReadOptions()))
    comments = sum(isinstance(item, Comment) for item in items)
    problems = [item for item in items if isinstance(item, Problem)]
    errors = sum(map(stands_for_record, problems))
    said = dict.fromkeys(
        f"{item.code}: {item.message}" + (f" ({item.hint})" if item.hint else "")
        for item in problems
        if item.severity is not Severity.NOTE
    )
    told = "; ".join(said).replace("|", "\\|")
    format_ = "none" if isinstance(reader, Problem) else reader.name
    return f"| {shown} | {format_} | {comments + errors} | {comments} | {errors} | {told} |"


def main(arguments: list[str]) -> int:
    """Print the table."""
    if not arguments:
        print("usage: python bench/readings.py PATH...", file=sys.stderr)
        return 2
    print("| file | format | records | comments | problems | what was said |")
    print("| --- | --- | --- | --- | --- | --- |")
    for given in map(Path, arguments):
        for path in sorted(given.rglob("*")) if given.is_dir() else [given]:
            if path.is_file():
                shown = path.relative_to(given) if given.is_dir() else path
                print(row(path, str(shown)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
