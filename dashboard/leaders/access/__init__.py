"""TODO dashboard/leaders/access."""
