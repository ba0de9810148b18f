"""My story so far: the survey, whole. Asked in five steps, checked, handed in."""

from dashboard.survey.page import show_survey_page

show_survey_page()
