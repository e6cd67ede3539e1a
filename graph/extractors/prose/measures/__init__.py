"""How governments stepped in at councils."""
