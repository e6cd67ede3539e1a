"""Where a text names people and bodies."""
