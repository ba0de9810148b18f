"""How it works: what happens to answers, how numbers are made, what they cannot tell."""

from dashboard.ui.layout import heading, paragraphs

heading("how")
paragraphs("how.parts")
