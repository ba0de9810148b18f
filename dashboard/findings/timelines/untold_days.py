"""How far off a length may be because weeks were told and no days.

A spell lasts its last week minus its first, and a week more by lot. Which lot is right depends on
the day of its week on which it began: 1 - u of the time, at u of the week, and less for short ones.
Publishing takes .6 where a step came in that week and .45 elsewhere. Who gets effects without any
step would need up to an eighth less there; who gets all of them soon after a step, as much more.
"""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.findings.finding_numbers import LastingBand
from db import bands

LOT_OFF_BY = 1 / 8
"""So much the right share of weeks more may differ from the one that is drawn."""
_LAST_WEEKS = {word: last for word, _, last in bands.LASTING.spans() if last}


def ranges_without_days(steps: Sequence[LastingBand]) -> tuple[LastingBand, ...]:
    """The same bands; every range wider by an eighth of what the curve falls in a week there.

    Args:
        steps: one after another, from the first week on.
    """
    weeks = [0, *(_LAST_WEEKS[step.word] for step in steps)]
    still = [1.0, *(step.still for step in steps)]
    found = []
    for at, step in enumerate(steps, start=1):
        after = min(at + 1, len(steps))
        falls = (still[at - 1] - still[after]) / (weeks[after] - weeks[at - 1])
        more = LOT_OFF_BY * falls
        low, high = max(0.0, step.low - more), min(1.0, step.high + more)
        found.append(replace(step, low=low, high=high))
    return tuple(found)
