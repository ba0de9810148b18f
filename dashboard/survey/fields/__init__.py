"""TODO dashboard/survey/fields."""
