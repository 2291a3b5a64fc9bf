"""What turns margins into a probability and a probability into a band.

Fitted by five-fold cross-validation on the training messages, near-duplicates kept in one fold
(``python bench/calibrate.py``, see CONTRIBUTING.md); nothing here was chosen on an evaluation file.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression.

    ``weights``: of margin, lead, over_none, nearest, known and log(1 + words).
    """

    weights: tuple[float, float, float, float, float, float]
    intercept: float


WITH_NONE = Calibration((0.841, 3.812, 1.332, 0.043, 1.903, 0.384), -3.017)
"""Where messages that no entry answers were learnt from, as with the shipped examples."""

WITHOUT_NONE = Calibration((2.079, 0.981, 0.0, 3.095, 2.306, 0.199), -3.634)
"""Where there were none: a FAQ alone. Fitted on wordings of public sets (``--without-none``)."""

FAIR = 0.55
"""Below this a match is weak: it answers nothing."""

STRONG = 0.85
"""From here the entry's release decides."""
