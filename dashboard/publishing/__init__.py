"""Cohort -> cells -> blurred cells -> edition. Exact counts live and die in this package."""

from dashboard.publishing.builder import Outcome, publish
from dashboard.publishing.due import FIRST_FROM_MEMBERS, Reason, interval_days
from db.counting.draws import Superseded

__all__ = ["FIRST_FROM_MEMBERS", "Outcome", "Reason", "Superseded", "interval_days", "publish"]
