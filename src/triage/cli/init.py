"""``triage init``: a clinic's own copies of the curated files, with a settings file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from triage.cli.streams import Exit, say
from triage.model import TriageError

SETTINGS = """\
# The settings of this clinic. Paths are relative to this file. Check everything: triage faq check
schema: triage/settings-1
faq: faq.yaml
redflags: redflags.yaml         # laid over the shipped rules
lexicon: lexicon.yaml
examples: examples.jsonl        # your own labelled messages, added to the shipped ones
clinic:
  name: null                    # Harbor Headache Clinic
  phone: null                   # 555-0100
  hours: null                   # Monday to Friday, 8 to 5
{values}emergency:                      # these are the United States' numbers
  number: "911"
  crisis: "988"
  poison: "1-800-222-1222"
staff: []                       # [Dr. Rivera, nurse@harbor.example]
from: null                      # the address drafts are written from
"""

_OF_SETTINGS = ("name", "phone", "hours")


def _settings(faq: bytes) -> str:
    """The settings file, with a line for each sentence that the answers leave to the clinic."""
    from triage.content import load_faq
    from triage.content.placeholders import clinic_values

    content = load_faq(faq, "faq.yaml").value
    answers = [entry.answer or "" for entry in content.entries] if content else []
    lines = [
        f"  # {key}: ...  # instead of: {fallback}\n"
        for key, fallback in sorted(clinic_values(answers).items())
        if key not in _OF_SETTINGS
    ]
    return SETTINGS.replace("{values}", "".join(lines))


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go.")],
) -> int:
    """Copy the curated files and a settings file into a folder, never over anything."""
    from triage.content.own_rules import TEMPLATE
    from triage.curated import shipped

    own = shipped()
    faq = own.faq.read_bytes()
    files = {
        "triage.yaml": _settings(faq).encode(),
        "faq.yaml": faq,
        "redflags.yaml": TEMPLATE.encode(),
        "lexicon.yaml": own.lexicon.read_bytes(),
        "examples.jsonl": b"",
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            try:
                with (folder / name).open("xb") as file:
                    file.write(content)
                say(f"wrote {folder / name}")
            except FileExistsError:
                say(f"kept {folder / name}, which was there already")
    except OSError as error:
        raise TriageError(f"{folder}: {error.strerror}") from None
    settings = folder / "triage.yaml"
    say(f"now fill in {settings} and run: triage faq check --config {settings}")
    return Exit.DONE
