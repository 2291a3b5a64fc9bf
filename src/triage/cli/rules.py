"""``triage rules``: the red flags as staff read them, and their own sentences as a check."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from triage.cli.session import ConfigOption, FormatOption, OutputFormat
from triage.cli.streams import Exit, print_problem, problems_json, say
from triage.model import Lexicon, Problem, RedFlags, Rule, Settings, Severity, TriageError

app = typer.Typer(no_args_is_help=True, help="Check and read the red flags.")


class ListFormat(StrEnum):
    """For people, for programs, or one page that documents every rule."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


@app.command()
def check(output: FormatOption = OutputFormat.TEXT, config: ConfigOption = None) -> int:
    """Check the rules: patterns, concepts, and whether every sentence does what it says."""
    from triage.desk.rules import broken_promises

    redflags, lexicon, _, noted = _load(config)
    problems = [*noted, *broken_promises(redflags, lexicon)]
    if output is OutputFormat.JSON:
        print(problems_json(problems))
    else:
        for problem in problems:
            print_problem(problem, sys.stdout)
    say(f"{len(redflags.rules)} rules, {len(problems)} problems")
    errors = any(problem.severity is Severity.ERROR for problem in problems)
    return Exit.PROBLEMS if errors else Exit.DONE


@app.command("list")
def list_rules(
    output: Annotated[
        ListFormat, typer.Option("--format", help="markdown: one page with every rule whole.")
    ] = ListFormat.TEXT,
    config: ConfigOption = None,
) -> int:
    """List the rules: id, tier, title, and what the clinic changed."""
    from triage import reply
    from triage.render.rules import rule_line, rule_to_dict, rules_markdown

    redflags, _, settings, _ = _load(config)
    if output is ListFormat.JSON:
        print(json.dumps([rule_to_dict(rule) for rule in redflags.rules], ensure_ascii=False))
    elif output is ListFormat.MARKDOWN:
        print(rules_markdown(redflags, reply.values(settings)), end="")
    else:
        for rule in redflags.rules:
            print(rule_line(rule))
    return Exit.DONE


@app.command()
def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="A rule's id, such as RF-B1.")],
    output: FormatOption = OutputFormat.TEXT,
    config: ConfigOption = None,
) -> int:
    """Show one rule whole: what staff do, when it fires, and its sentences."""
    from triage import reply
    from triage.render.rules import rule_text, rule_to_dict

    redflags, _, settings, _ = _load(config)
    rule = _named(redflags, rule_id)
    if output is OutputFormat.JSON:
        print(json.dumps(rule_to_dict(rule), ensure_ascii=False))
    else:
        print(rule_text(rule, redflags, reply.values(settings)), end="")
    return Exit.DONE


def _named(redflags: RedFlags, rule_id: str) -> Rule:
    from difflib import get_close_matches

    by_id = {rule.id.casefold(): rule for rule in redflags.rules}
    if (rule := by_id.get(rule_id.casefold())) is not None:
        return rule
    near = get_close_matches(rule_id.casefold(), by_id, n=3, cutoff=0.6)
    hint = f"; did you mean {' or '.join(by_id[n].id for n in near)}?" if near else ""
    raise TriageError(f"no rule {rule_id!r}{hint or '; see triage rules list'}")


def _load(config: Path | None) -> tuple[RedFlags, Lexicon, Settings, tuple[Problem, ...]]:
    """The rules, the lexicon, the settings, and what is noted without being an error."""
    from triage.api import load_settings
    from triage.content import load_lexicon
    from triage.curated import load_rules, read_file, shown_name
    from triage.places import curated_files, settings_file
    from triage.render.rules import rules_note

    path = config or settings_file()
    settings = load_settings(path)
    paths = curated_files(settings, path)
    lexicon = load_lexicon(read_file(paths.lexicon), shown_name(paths.lexicon))
    files = (file for file in (paths.redflags, paths.own_redflags) if file is not None)
    redflags = load_rules(paths, {file: read_file(file) for file in files}, lexicon.value)
    if redflags.value is None or lexicon.value is None:
        problems = (*lexicon.problems, *redflags.problems)
        raise TriageError("the red flags cannot be used", problems=problems)
    if note := rules_note(redflags.value.rules):
        say(note)
    return redflags.value, lexicon.value, settings, redflags.problems
