"""Cohort -> weighted cells -> blurred cells -> edition. Exact counts live and die in here."""

from dashboard.publishing.builder import (
    NotInvented,
    PublishOutcome,
    Superseded,
    publish_edition,
)
from dashboard.publishing.decision import FIRST_FROM_MEMBERS, PublishReason

__all__ = [
    "FIRST_FROM_MEMBERS",
    "NotInvented",
    "PublishOutcome",
    "PublishReason",
    "Superseded",
    "publish_edition",
]
