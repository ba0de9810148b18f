"""The tour: every page in every state, as a visitor's browser shows it."""
