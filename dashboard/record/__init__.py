"""One member's own record: facts, patterns, prescriber's page, file to take along. No screen."""
