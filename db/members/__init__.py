"""TODO db/members."""
