"""What the commands of ``sweetspot`` do; dashboard/command.py says which there are."""
