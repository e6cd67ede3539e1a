"""What leaves the program: rows as text, RDF, claims, tables and network files."""
