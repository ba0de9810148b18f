"""What publishing alone reads: cohort, draws, builds."""
