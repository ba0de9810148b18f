"""TODO dashboard/record."""
