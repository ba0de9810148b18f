"""TODO dashboard/admission."""
