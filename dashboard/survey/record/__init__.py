"""TODO dashboard/survey/record."""
