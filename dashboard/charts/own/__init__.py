"""TODO dashboard/charts/own."""
