"""TODO dashboard/ui/findings."""
