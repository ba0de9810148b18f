"""The lot and the noise of a published count: publishing draws them, intervals allow for them.

Weights of mean 1; a two-sided geometric of scale 2.5, drawn again beyond +-5; and rounding to 5
(docs/method.md, "Widened for lot and noise").
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
LOT_VARIANCE = 0.3
"""Of a member's weight in an edition: 0, 1 or 2 with chances of 15, 70 and 15 in 100."""
NOISE_VARIANCE = float((PROBABILITIES * VALUES**2).sum())
"""About 5.2."""
ROUNDING_VARIANCE = ROUND_TO**2 / 12
"""Rounding as a uniform error of width 5: about 2.1."""
BLUR_VARIANCE = NOISE_VARIANCE + ROUNDING_VARIANCE
