"""What publishing alone reads: the cohort."""
