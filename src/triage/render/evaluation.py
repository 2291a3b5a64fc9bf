"""An evaluation as plain text: rates, a small calibration plot, and the ids to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from triage.desk.evaluate import Changes, Evaluation

_BAR = 20
_IDS = 40
_CONFUSIONS = 60
_PAIRS = 15
_TIERS = ("emergency", "crisis", "same-day")
_LOOK_AT = {
    **{f"{tier} caught": f"{tier} missed" for tier in _TIERS},
    **{f"{tier} caught by rules": f"{tier} missed by the rules" for tier in _TIERS},
    "crisis flag present": "crisis without a crisis flag",
}
_WHOLE = (*_LOOK_AT, "replies on flagged", "false alarms")
"""Misses and false alarms are listed to the last one."""
_NOT_LISTED = ("top-1", "recall@3", *(f"{tier} caught by the second line alone" for tier in _TIERS))


def evaluation_text(result: Evaluation, worst: Sequence[tuple[str, int]]) -> str:
    """Lines for a terminal or a file, ending in a newline."""
    lines = [f"{result.rows} labelled messages"]
    for name, rate in result.rates.items():
        lines.append(
            f"  {name:<42} {rate.share:6.1%}  {rate.hits}/{rate.total}"
            f"  [{rate.low:.1%}, {rate.high:.1%}]"
        )
    if result.auroc is not None:
        low, high = result.auroc_interval or (0.0, 1.0)
        name = "AUROC (answerable or not)"
        lines.append(f"  {name:<42} {result.auroc:6.3f}  [{low:.3f}, {high:.3f}]")
    if result.ece is not None and result.bins:
        lines.append(f"  {'ECE (calibration error)':<42} {result.ece:6.3f}")
        lines += ["", "score      right  n"]
        for mean, share, count in result.bins:
            bar = "#" * round(share * _BAR)
            lines.append(f"  {mean:4.2f} {share:8.2f}  {count:<5} {bar}")
    for name, rate in result.rates.items():
        if rate.wrong and name not in _NOT_LISTED:
            most = len(rate.wrong) if name in _WHOLE else _IDS
            more = f" (+{len(rate.wrong) - most} more)" if len(rate.wrong) > most else ""
            lines += ["", f"{_LOOK_AT.get(name, name)}, look at: {_ids(rate.wrong[:most])}{more}"]
    if result.false_alarms:
        lines += ["", "false alarms by what raised them"]
        lines += [
            f"  {rule}: {len(ids)} ({_ids(ids)})" for rule, ids in result.false_alarms.items()
        ]
    if result.confusions:
        lines += ["", "confusions: message, proposed first, right"]
        shown = result.confusions[:_CONFUSIONS]
        lines += [f"  {key}: {got} instead of {gold}" for key, got, gold in shown]
        if rest := len(result.confusions) - len(shown):
            lines.append(f"  (+{rest} more; --format json has all)")
        pairs = Counter((got, gold.split()[0]) for _, got, gold in result.confusions)
        often = [(pair, count) for pair, count in pairs.most_common(_PAIRS) if count > 1]
        if often:
            lines += ["", "most confused: proposed first, right, how often"]
            lines += [f"  {got} instead of {gold}: {n}" for (got, gold), n in often]
    if worst:
        lines += ["", "most missed: " + ", ".join(f"{entry} ({n})" for entry, n in worst)]
    return "\n".join(lines) + "\n"


def changes_text(changes: Changes) -> str:
    """What became different since an earlier evaluation, as lines ending in a newline."""
    lines = ["", f"{len(changes.outcomes)} messages end differently than before"]
    lines += [f"  {key}: {before} -> {after}" for key, before, after in changes.outcomes]
    if changes.rates:
        lines += ["", "rates that changed, with the ids to look at that are new (+) or gone (-)"]
    for change in changes.rates:
        ids = [*(f"+{key}" for key in change.new), *(f"-{key}" for key in change.gone)]
        shares = f"{_share(change.before)} -> {_share(change.now)}"
        lines.append(f"  {change.name}: {shares}  {_ids(ids)}".rstrip())
    return "\n".join(lines) + "\n"


def _share(share: float | None) -> str:
    return "not measured" if share is None else f"{share:.1%}"


def _ids(ids: Sequence[str]) -> str:
    return " ".join(ids)
