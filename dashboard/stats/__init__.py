"""Intervals, life tables, standardisation, best-dose probabilities: numbers in, numbers out."""
