"""My story so far: the survey, whole. Asked in five steps, checked, handed in."""

from dashboard.survey.page import show

show()
