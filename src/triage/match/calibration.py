"""What turns margins into a probability and a probability into a band.

Fitted by five-fold cross-validation on the training messages, near-duplicates kept in one fold
(``python bench/calibrate.py``, see CONTRIBUTING.md); nothing here was chosen on an evaluation file.
"""

from __future__ import annotations

from typing import NamedTuple


class Calibration(NamedTuple):
    """A logistic regression.

    ``weights``: of margin, lead, over_none, nearest, known, explained and log(1 + words).
    """

    weights: tuple[float, float, float, float, float, float, float]
    intercept: float


WITH_NONE = Calibration((-0.095, 3.748, 1.407, 1.261, 0.588, 3.773, 0.888), -6.245)
"""Where messages that no entry answers were learnt from, as with the shipped examples."""

WITHOUT_NONE = Calibration((2.052, 0.718, 0.0, 2.413, 2.172, 0.724, 0.298), -3.677)
"""Where there were none: a FAQ alone. Fitted on wordings of public sets (``--without-none``)."""

FAIR = 0.6
"""Below this a match is weak: it answers nothing. Of held-out messages that no entry answers, 3 in
a hundred reach it."""

STRONG = 0.85
"""From here the entry's release decides."""
