"""What turns margins into a probability and a probability into a band.

Fitted by five-fold cross-validation on the training messages, near-duplicates kept in one fold
(``python bench/calibrate.py``, see CONTRIBUTING.md); nothing here was chosen on an evaluation file.
"""

from __future__ import annotations

WEIGHTS = (0.841, 3.812, 1.332, 0.043, 1.903, 0.384)
"""Logistic weights of margin, lead, over_none, nearest, known and log(1 + words)."""

INTERCEPT = -3.017

FAIR = 0.55
"""Below this a match is weak: it answers nothing."""

STRONG = 0.85
"""From here the entry's release decides."""
