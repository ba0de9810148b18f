"""The noise on a published count, as a distribution: publishing draws it, intervals allow for it.

A two-sided geometric of scale 2.5, cut at +-5, and rounding to the nearest 5 after it
(docs/method.md, "Widened for the blur").
"""

import numpy as np

SCALE = 2.5
CUT = 5
"""Noise never exceeds this many people either way."""
ROUND_TO = 5
"""OpenSAFELY's rule."""

VALUES = np.arange(-CUT, CUT + 1)
_weights = np.exp(-np.abs(VALUES) / SCALE)
PROBABILITIES = _weights / _weights.sum()
"""Chance of each of VALUES."""
NOISE_VARIANCE = float((PROBABILITIES * VALUES**2).sum())
"""About 5.2."""
ROUNDING_VARIANCE = ROUND_TO**2 / 12
"""Rounding as a uniform error of width 5: about 2.1."""
BLUR_VARIANCE = NOISE_VARIANCE + ROUNDING_VARIANCE
