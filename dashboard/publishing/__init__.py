"""Cohort -> cells -> blurred cells -> edition. Exact counts live and die in this package."""

from dashboard.publishing.builder import Outcome, publish
from dashboard.publishing.due import FIRST_FROM_MEMBERS, Reason
from db.draws import Superseded

__all__ = ["FIRST_FROM_MEMBERS", "Outcome", "Reason", "Superseded", "publish"]
