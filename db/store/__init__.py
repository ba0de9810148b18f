"""Engines, transactions, errors; SQLite and PostgreSQL."""
