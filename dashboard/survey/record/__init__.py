"""My record on the screen: the check-in, the way to erase, the page."""
