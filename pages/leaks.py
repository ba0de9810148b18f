"""What could still leak: the attacks that were tried, and what no attack was needed for."""

from dashboard.ui.layout import heading, paragraphs
from dashboard.ui.leaks import tried

heading("leaks")
tried()
paragraphs("leaks.parts")
