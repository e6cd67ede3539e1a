"""Where a text names a post, and which kind it is."""
