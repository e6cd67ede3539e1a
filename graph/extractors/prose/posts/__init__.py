"""Who holds which post, where, since when."""
