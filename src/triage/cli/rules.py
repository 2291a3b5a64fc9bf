"""``triage rules``: the red flags as staff read them, and their own sentences as a check."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from triage.cli.session import ConfigOption, FormatOption, OutputFormat
from triage.cli.streams import Exit, print_problem, say
from triage.model import Lexicon, RedFlags, Rule, Severity, TriageError

app = typer.Typer(no_args_is_help=True, help="Check and read the red flags.")


@app.command()
def check(output: FormatOption = OutputFormat.TEXT, config: ConfigOption = None) -> int:
    """Check the rules: patterns, concepts, and whether every sentence does what it says."""
    from triage.desk.rules import broken_promises

    redflags, lexicon = _load(config)
    problems = broken_promises(redflags, lexicon)
    if output is OutputFormat.JSON:
        print(
            json.dumps(
                [{**p.to_dict(), "severity": p.severity} for p in problems], ensure_ascii=False
            )
        )
    else:
        for problem in problems:
            print_problem(problem, sys.stdout)
    off = [rule.id for rule in redflags.rules if not rule.enabled]
    if off:
        say(f"switched off: {', '.join(off)}")
    say(f"{len(redflags.rules)} rules, {len(problems)} problems")
    errors = any(problem.severity is Severity.ERROR for problem in problems)
    return Exit.PROBLEMS if errors else Exit.DONE


@app.command("list")
def list_rules(output: FormatOption = OutputFormat.TEXT, config: ConfigOption = None) -> int:
    """List the rules: id, tier, title."""
    redflags, _ = _load(config)
    if output is OutputFormat.JSON:
        print(json.dumps([_plain(rule) for rule in redflags.rules], ensure_ascii=False))
        return Exit.DONE
    for rule in redflags.rules:
        off = "" if rule.enabled else "\t(switched off)"
        print(f"{rule.id}\t{rule.tier}\t{rule.title}{off}")
    return Exit.DONE


@app.command()
def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="A rule's id, such as RF-B1.")],
    output: FormatOption = OutputFormat.TEXT,
    config: ConfigOption = None,
) -> int:
    """Show one rule whole: what staff do, when it fires, and its sentences."""
    redflags, _ = _load(config)
    for rule in redflags.rules:
        if rule.id.casefold() == rule_id.casefold():
            if output is OutputFormat.JSON:
                print(json.dumps(_plain(rule), ensure_ascii=False))
            else:
                _print(rule)
            return Exit.DONE
    raise TriageError(f"no rule {rule_id!r}; see triage rules list")


def _print(rule: Rule) -> None:
    print(f"{rule.id} ({rule.tier}) {rule.title}\n\nStaff: {rule.instruct.strip()}\n")
    for title, lines in (
        ("Fires when", [w if isinstance(w, str) else json.dumps(w) for w in rule.when]),
        ("Must fire on", rule.fires),
        ("Must not fire on", rule.silent),
    ):
        print(f"{title}:")
        for line in lines:
            print(f"  - {line}")


def _plain(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "tier": rule.tier,
        "title": rule.title,
        "instruct": rule.instruct,
        "when": list(rule.when),
        "fires": list(rule.fires),
        "silent": list(rule.silent),
        "enabled": rule.enabled,
    }


def _load(config: Path | None) -> tuple[RedFlags, Lexicon]:
    from triage.api import load_settings
    from triage.content import load_lexicon, load_redflags
    from triage.curated import read_file, shown_name
    from triage.places import curated_files, settings_file

    path = config or settings_file()
    paths = curated_files(load_settings(path), path)
    lexicon = load_lexicon(read_file(paths.lexicon), shown_name(paths.lexicon))
    redflags = load_redflags(read_file(paths.redflags), shown_name(paths.redflags), lexicon.value)
    if redflags.value is None or lexicon.value is None:
        problems = (*lexicon.problems, *redflags.problems)
        raise TriageError("the red flags cannot be used", problems=problems)
    return redflags.value, lexicon.value
