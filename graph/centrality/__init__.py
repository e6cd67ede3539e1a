"""Who is central in a network, and which communities it falls into.

All of it is said of a network without directions, parallels and loops: two entities are linked or they are
not. Large stores give it from their arrays (see `ties`), other stores and networks one tie after the other.
"""
