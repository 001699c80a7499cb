"""Questions asked of a network.

Nothing here reads a file, a clock or a request: a question is a pure function of a network as it was on a day.
"""
