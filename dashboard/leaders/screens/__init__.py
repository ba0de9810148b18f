"""What leaders see: one file a screen."""
