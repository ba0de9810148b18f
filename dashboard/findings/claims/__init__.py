"""The article beside trials and beside the group: sixteen claims, each with a rule fixed before."""

from dashboard.findings.claims.ledger import Claim, ClaimLedger, judge_claims
from dashboard.findings.claims.rules import Verdict

__all__ = ["Claim", "ClaimLedger", "Verdict", "judge_claims"]
