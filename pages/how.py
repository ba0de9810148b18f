"""How it works: what happens to answers, how numbers are made, what they cannot tell."""

from dashboard.ui.layout import heading, next_page, paragraphs

heading("how")
paragraphs("how.parts")
next_page("leaks")
