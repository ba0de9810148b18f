"""TODO db/store."""
