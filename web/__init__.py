"""People in front of a screen or a terminal.

The outermost folder: it fetches, filters through `graph.access`, asks `queries`, and shows the answer.
"""
