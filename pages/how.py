"""How it works: what happens to answers, how numbers are made, what they cannot tell."""

from dashboard.ui.drawn_group import show_drawn_group
from dashboard.ui.findings.truth_tables import show_bias_table
from dashboard.ui.layout import show_heading, show_next_page_link, show_paragraphs
from dashboard.ui.older_forms import show_older_forms

ABOVE = {"blur": show_drawn_group, "older": show_older_forms, "wrong": show_bias_table}

show_heading("how")
show_paragraphs("how.parts", ABOVE)
show_next_page_link("leaks")
