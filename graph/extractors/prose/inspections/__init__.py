"""When inspectorates came, and which grades they gave."""
