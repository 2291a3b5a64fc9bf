"""What turns margins into a probability and a probability into a band.

Fitted by five-fold cross-validation on the training messages, near-duplicates kept in one fold
(``python bench/calibrate.py``, see CONTRIBUTING.md); nothing here was chosen on an evaluation file.
"""

from __future__ import annotations

WEIGHTS = (0.558, 4.133, 1.331, 1.039, -0.271, 2.108, 0.502)
"""Logistic weights of margin, lead, over_none, nearest, on_subject, known and log(1 + words)."""

INTERCEPT = -3.870

FAIR = 0.6
"""Below this a match is weak: it answers nothing."""

STRONG = 0.85
"""From here the entry's release decides."""

OWN = 0.7
"""From here one of several questions has an entry of its own; below, the message's as a whole."""

CONTEXT_SHARE = 0.15
"""How far the whole message sways the margins of one of its questions."""
