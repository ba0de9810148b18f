"""TODO db/desk."""
