"""The pages: each a function of an opened store and of what was asked."""
