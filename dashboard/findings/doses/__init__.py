"""TODO dashboard/findings/doses."""
