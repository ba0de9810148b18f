"""Backups of both stores: copied at one moment, encrypted to a public key, proven by restoring."""
