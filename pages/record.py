"""My record: what I told, the weekly check-in, and every way on from there."""

from dashboard.survey.record.page import show_record_page

show_record_page()
