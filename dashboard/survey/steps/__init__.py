"""TODO dashboard/survey/steps."""
