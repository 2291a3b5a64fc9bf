"""An evaluation as plain text: rates, a small calibration plot, and the ids to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from triage.desk.evaluate import Evaluation

_BAR = 20
_IDS = 40
_CONFUSIONS = 60
_PAIRS = 15


def evaluation_text(result: Evaluation, worst: Sequence[tuple[str, int]]) -> str:
    """Lines for a terminal or a file, ending in a newline."""
    lines = [f"{result.rows} labelled messages"]
    for name, rate in result.rates.items():
        lines.append(
            f"  {name:<34} {rate.share:6.1%}  {rate.hits}/{rate.total}"
            f"  [{rate.low:.1%}, {rate.high:.1%}]"
        )
    if result.auroc is not None:
        low, high = result.auroc_interval or (0.0, 1.0)
        name = "AUROC (answerable or not)"
        lines.append(f"  {name:<34} {result.auroc:6.3f}  [{low:.3f}, {high:.3f}]")
    if result.ece is not None and result.bins:
        lines.append(f"  {'ECE (calibration error)':<34} {result.ece:6.3f}")
        lines += ["", "score      right  n"]
        for mean, share, count in result.bins:
            bar = "#" * round(share * _BAR)
            lines.append(f"  {mean:4.2f} {share:8.2f}  {count:<5} {bar}")
    for name, rate in result.rates.items():
        if rate.wrong and name not in ("top-1", "recall@3"):
            more = f" (+{len(rate.wrong) - _IDS} more)" if len(rate.wrong) > _IDS else ""
            lines += ["", f"{name}, look at: {' '.join(rate.wrong[:_IDS])}{more}"]
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
