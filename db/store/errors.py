"""What can be wrong with a store."""


class StoreError(Exception):
    """A store cannot be used; ``args[0]`` is a key in dashboard/text, not prose."""
