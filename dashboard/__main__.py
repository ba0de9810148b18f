"""``python -m dashboard`` is ``sweetspot``."""

from dashboard.command import main

main()
