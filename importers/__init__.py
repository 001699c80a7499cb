"""Other people's files into our words.

Reading a format is apart from loading it: a reader gives plain rows, and one loader has the effect.
"""
