"""A finding on the screen: its card, its choices, its link."""
