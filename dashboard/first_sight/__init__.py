"""What a page says before its script: plain HTML of published cells, in the first response."""
