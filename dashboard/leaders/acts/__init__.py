"""TODO dashboard/leaders/acts."""
