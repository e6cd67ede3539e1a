"""A sentence as clauses: its verbs, whose they are, and when."""
