"""What leaders keep: invites, settings, sessions, log."""
