"""What could still leak: the attacks that were tried, and what no attack was needed for."""

from dashboard.ui.findings.attack_table import show_attack_table
from dashboard.ui.layout import show_heading, show_paragraphs

show_heading("leaks")
show_attack_table()
show_paragraphs("leaks.parts")
