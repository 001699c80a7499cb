"""The genogram: the same people by generations, with every set of parents, in McGoldrick's symbols.

Nothing here knows a request: it is made of a network that `graph.access` has already filtered.
"""
