"""What could still leak: the attacks that were tried, and what no attack was needed for."""

from dashboard.ui.findings.attack_table import tried
from dashboard.ui.layout import heading, paragraphs

heading("leaks")
tried()
paragraphs("leaks.parts")
