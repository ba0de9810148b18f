"""TODO db/counting."""
