"""What is made for one member alone. Nothing in here may be cached (tests/test_contracts.py)."""
