"""Cohort -> cells -> blurred cells -> edition. Exact counts live and die in this package."""

from dashboard.publishing.builder import Outcome, Reason, publish

__all__ = ["Outcome", "Reason", "publish"]
