"""How stubborn the effects of those who changed something would have to be to explain a gap.

Who moves to the morning, or lowers the dose, often has the kind of effect that stays. Nobody can
see that in the answers; but it can be said how much of it would do. Source: quantitative bias
analysis (Lash, Fox & Fink 2009), with chances of ending that are the same in every week.
"""

from math import log

_LEAST, _MOST = 0.02, 0.98
"""Shares beyond which a ratio of logarithms says nothing."""


def stubbornness_ratio(gone_first: float, gone_second: float) -> float | None:
    """How many times as long the first arm's effects would last by nature.

    Of effects that end with the same chance in every week, e^(-t / length) are there after t weeks.
    So with no true effect of the change, still_first = still_second ^ (1 / ratio).

    Args:
        gone_first: share of the first arm whose effects have gone, 0 to 1.
        gone_second: of the second arm, after as long.

    Returns:
        Above 1: longer by nature; below: shorter. None where a share is next to 0 or 1.
    """
    if not all(_LEAST < gone < _MOST for gone in (gone_first, gone_second)):
        return None
    return log(1 - gone_second) / log(1 - gone_first)
