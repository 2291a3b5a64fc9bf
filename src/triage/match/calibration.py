"""What turns margins into a probability and a probability into a band.

Fitted by five-fold cross-validation on the training messages, near-duplicates kept in one fold
(``python bench/calibrate.py``, see CONTRIBUTING.md); nothing here was chosen on an evaluation file.
"""

from __future__ import annotations

WEIGHTS = (0.490, 4.202, 1.378, 0.748, -0.211, 1.806, 0.378)
"""Logistic weights of margin, lead, over_none, nearest, on_subject, known and log(1 + words)."""

INTERCEPT = -3.301

FAIR = 0.6
"""Below this a match is weak: it answers nothing."""

STRONG = 0.85
"""From here the entry's release decides."""
