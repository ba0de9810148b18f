"""Cohort -> cells -> blurred cells -> edition. Exact counts live and die in this package."""

from dashboard.publishing.builder import PublishOutcome, publish_edition
from dashboard.publishing.due import FIRST_FROM_MEMBERS, PublishReason, interval_days
from db.counting.draws import Superseded

__all__ = [
    "FIRST_FROM_MEMBERS",
    "PublishOutcome",
    "PublishReason",
    "Superseded",
    "interval_days",
    "publish_edition",
]
