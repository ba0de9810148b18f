"""Cohort -> weighted cells -> blurred cells -> edition. Exact counts live and die in here."""

from dashboard.publishing.builder import (
    NotInvented,
    PublishOutcome,
    Superseded,
    publish_edition,
)
from dashboard.publishing.decision import PublishReason

__all__ = [
    "NotInvented",
    "PublishOutcome",
    "PublishReason",
    "Superseded",
    "publish_edition",
]
