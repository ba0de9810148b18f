"""What leaders do: decide about held surveys, invite, set, download."""
