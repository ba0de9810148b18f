"""The private store: surveys, drafts, codes, records."""
