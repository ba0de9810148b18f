"""Who may act as a leader: sign-in, enrolment, codes, tickets."""
