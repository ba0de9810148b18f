"""A group's old spreadsheet -> surveys, by a map that the operator wrote; on the server alone."""
