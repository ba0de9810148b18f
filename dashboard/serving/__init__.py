"""What stands around the script: headers, closed doors, packed files, quiet logs, the clock."""
