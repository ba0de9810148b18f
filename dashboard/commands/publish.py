"""Publishing by hand, and what is said about it: never a count that is not blurred."""

import datetime
from contextlib import nullcontext

from dashboard.commands.failures import CommandProblem, settings_or_problem
from dashboard.findings.participation import day_in_words
from dashboard.publishing import (
    NotInvented,
    PublishOutcome,
    PublishReason,
    Superseded,
    publish_edition,
)
from dashboard.publishing.cluster import ClusterCannotCount, cluster_counting
from dashboard.stores import Stores
from dashboard.text import say
from db.members import hand_in


def publish_and_say(
    stores: Stores,
    *,
    now: bool = False,
    today: datetime.date | None = None,
    scheduler: str | None = None,
) -> str:
    """Publish an edition if the calendar says so, or else say when it is decided next.

    Args:
        stores: both stores, open for writing.
        now: whatever the day, on invented members alone.
        today: as if it were this day, on invented members alone.
        scheduler: address of a cluster that counts; None to count here.

    Raises:
        CommandProblem: another publisher was first, the members are real, or the cluster cannot
            count.
    """
    if (now or today) and not hand_in.are_invented(stores.members):
        raise CommandProblem("publishing_not_invented")
    days = settings_or_problem().interval_days
    moment = datetime.datetime.combine(today, datetime.time(12), datetime.UTC) if today else None
    counting = cluster_counting(scheduler, stores.members) if scheduler else nullcontext()
    try:
        with counting as count:
            outcome = publish_edition(stores, days, now=now, moment=moment, count=count)
    except Superseded:
        raise CommandProblem("publishing_elsewhere") from None
    except NotInvented:
        raise CommandProblem("publishing_not_invented") from None
    except ClusterCannotCount as why:
        raise CommandProblem(why.args[0]) from None
    return outcome_in_words(outcome)


def outcome_in_words(outcome: PublishOutcome) -> str:
    """One sentence, such as "Not today. The next day for an edition is 1 November 2026."."""
    if outcome.reason is PublishReason.published:
        return say("command.publish.published", edition=outcome.edition)
    day = day_in_words(outcome.next_day) if outcome.next_day else ""
    return say(f"command.publish.{outcome.reason.name}", day=day)
