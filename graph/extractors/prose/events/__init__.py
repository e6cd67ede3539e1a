"""How posts begin and end."""
