"""In which order doses of one week were taken, where only some of them are told to the day."""

from collections.abc import Iterable, Iterator

from db.answers import DoseStep, LdnStop

Moment = tuple[int, int]
"""A week of use and the day in it; 0 for a day that is not known."""


def moments_in_telling(told: Iterable[tuple[int, int | None]]) -> Iterator[Moment]:
    """Sort keys of weeks and days, in the order in which they were told.

    Without a day it comes after what was told before of the same week: a change that follows a
    restart on day 3 was not made in the break.
    """
    last_days: dict[int, int] = {}
    for week, day in told:
        moment = week, day or last_days.get(week, 0)
        last_days[week] = max(moment[1], last_days.get(week, 0))
        yield moment


def is_before_step(stop: LdnStop, step: DoseStep) -> bool:
    """Whether LDN was stopped before a dose was changed, as far as both are told to the day."""
    has_days = stop.day is not None and step.day is not None
    return has_days and (stop.week, stop.day) < (step.week, step.day)
