"""councilgraph: a local-first knowledge graph of councils, people and events."""
