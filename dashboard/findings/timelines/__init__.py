"""TODO dashboard/findings/timelines."""
