"""Members' own questions, each with an answer in one short sentence."""
