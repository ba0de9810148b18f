"""What a well-known article claims, beside trials and beside our group."""

from dashboard.ui.findings.claim_ledger import claims
from dashboard.ui.layout import heading, next_page

heading("article")
claims()
next_page("how")
