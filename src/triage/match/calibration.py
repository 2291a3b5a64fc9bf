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


WITH_NONE = Calibration((0.127, 3.718, 1.432, 0.739, 0.367, 4.216, 0.719), -5.434)
"""Where messages that no entry answers were learnt from, as with the shipped examples."""

WITHOUT_NONE = Calibration((1.766, 0.970, 0.0, 2.399, 2.014, 1.444, 0.263), -3.998)
"""Where there were none: a FAQ alone. Fitted on wordings of public sets (``--without-none``)."""

FAIR = 0.6
"""Below this a match is weak: it answers nothing. Of held-out messages that no entry answers, 3 in
a hundred reach it."""

STRONG = 0.85
"""From here the entry's release decides."""
