"""Figures of one member's own record."""
