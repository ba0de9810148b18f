"""What a well-known article claims, beside trials and beside our group."""

from dashboard.ui.findings.claim_ledger import show_claims
from dashboard.ui.layout import show_heading, show_next_page_link

show_heading("article")
show_claims()
show_next_page_link("how")
