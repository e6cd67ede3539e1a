"""A document with all that it names, resolved: what every claim maker begins with."""
