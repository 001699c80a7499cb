"""The map: where everyone stands, what is drawn, and the files it is drawn into.

Nothing here knows a request: a map is made of a network that `graph.access` has already filtered.
"""
