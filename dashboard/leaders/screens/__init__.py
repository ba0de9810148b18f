"""TODO dashboard/leaders/screens."""
