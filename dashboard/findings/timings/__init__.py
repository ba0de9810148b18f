"""TODO dashboard/findings/timings."""
