"""What a network is, who may see it, and how it is kept.

One noun, one file. Values are frozen: a change is a new value. Nothing here imports the other folders.
"""
