"""What no edition holds: trials, attack results, the obvious charts."""
