"""How it works: what happens to answers, how numbers are made, what they cannot tell."""

from dashboard.ui.drawn_group import show_drawn_group
from dashboard.ui.findings.truth_tables import show_bias_table
from dashboard.ui.layout import show_heading, show_next_page_link, show_paragraphs

show_heading("how")
show_paragraphs("how.parts", {"blur": show_drawn_group, "wrong": show_bias_table})
show_next_page_link("leaks")
