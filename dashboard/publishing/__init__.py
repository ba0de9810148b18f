"""Cohort -> cells -> blurred cells -> edition. Exact counts live and die in this package."""

from dashboard.publishing.builder import PublishOutcome, publish_edition
from dashboard.publishing.due import PublishReason, interval_days
from db.counting.draws import Superseded

__all__ = [
    "PublishOutcome",
    "PublishReason",
    "Superseded",
    "interval_days",
    "publish_edition",
]
