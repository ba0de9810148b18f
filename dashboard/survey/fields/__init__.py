"""Pieces of the survey's screens: dose and code fields, cards, the frame."""
