"""TODO dashboard/evidence."""
