"""The survey's screens, one file each."""
