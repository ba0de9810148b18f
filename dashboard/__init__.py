"""From a published cell to the screen, and the survey's form."""
