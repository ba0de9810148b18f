"""The public store: immutable, numbered editions, opened read-only by pages."""
