"""TODO db/editions."""
