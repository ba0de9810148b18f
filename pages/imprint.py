"""Imprint and privacy: who is responsible, what is kept and for how long, and one's rights."""

from dashboard.ui.layout import show_heading, show_paragraphs
from dashboard.ui.papers import show_responsible, show_what_is_kept

show_heading("imprint")
show_responsible()
show_what_is_kept()
show_paragraphs("imprint.parts")
