"""TODO dashboard/questionnaire."""
