"""TODO dashboard/ui/own."""
