"""Making the map: from what was understood to records, and back again, for whoever may change it.

Nothing here is loosened in passing, and nobody on the map is moved by what is added.
"""
