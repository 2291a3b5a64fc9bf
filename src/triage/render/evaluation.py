"""An evaluation as plain text: rates, a small calibration plot, and the ids to look at."""

from __future__ import annotations

from collections.abc import Sequence

from triage.desk.evaluate import Evaluation

_BAR = 20
_IDS = 40


def evaluation_text(result: Evaluation, worst: Sequence[tuple[str, int]]) -> str:
    """Lines for a terminal or a file, ending in a newline."""
    lines = [f"{result.rows} labelled messages"]
    for name, rate in result.rates.items():
        lines.append(
            f"  {name:<34} {rate.share:6.1%}  {rate.hits}/{rate.total}"
            f"  [{rate.low:.1%}, {rate.high:.1%}]"
        )
    if result.auroc is not None:
        lines.append(f"  {'AUROC (answerable or not)':<34} {result.auroc:6.3f}")
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
        lines += [f"  {key}: {got} instead of {right}" for key, got, right in result.confusions]
    if worst:
        lines += ["", "most missed: " + ", ".join(f"{entry} ({n})" for entry, n in worst)]
    return "\n".join(lines) + "\n"
