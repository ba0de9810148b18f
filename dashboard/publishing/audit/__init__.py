"""TODO dashboard/publishing/audit."""
