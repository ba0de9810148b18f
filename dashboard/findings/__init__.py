"""One module per question: an edition's cells in, a Finding out."""
