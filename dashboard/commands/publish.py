"""Publishing by hand, and what is said about it: never a count that is not blurred."""

from contextlib import nullcontext

from dashboard.commands.failures import CommandProblem, settings_or_problem
from dashboard.publishing import (
    PublishOutcome,
    PublishReason,
    Superseded,
    interval_days,
    publish_edition,
)
from dashboard.publishing.cluster import ClusterCannotCount, cluster_counting
from dashboard.stores import Stores
from dashboard.text import say


def publish_and_say(stores: Stores, *, now: bool, scheduler: str | None = None) -> str:
    """Publish an edition if one is due, or else say why not.

    Args:
        stores: both stores, open for writing.
        now: waive the interval; never the ten changed members.
        scheduler: address of a cluster that counts; None to count here.

    Raises:
        CommandProblem: another publisher began at the same time, or the cluster cannot count.
    """
    days = interval_days(stores.members, settings_or_problem().interval_days)
    counting = cluster_counting(scheduler, stores.members) if scheduler else nullcontext()
    try:
        with counting as count:
            outcome = publish_edition(stores, days, now=now, count=count)
    except Superseded:
        raise CommandProblem("publishing_elsewhere") from None
    except ClusterCannotCount as why:
        raise CommandProblem(why.args[0]) from None
    return outcome_in_words(outcome, days)


def outcome_in_words(outcome: PublishOutcome, interval_days: int) -> str:
    """One sentence, such as "Not yet: fewer than 10 members are new since edition 3."."""
    if outcome.reason is PublishReason.too_early:
        return say("command.publish.too_early", edition=outcome.edition, count=interval_days)
    return say(f"command.publish.{outcome.reason.name}", edition=outcome.edition)
