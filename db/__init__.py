"""What is stored: members, their answers, and the editions that everyone reads."""
