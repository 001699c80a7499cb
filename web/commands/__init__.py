"""The commands of `kith`, a file for each subject.

Each takes the same road as a page: who asks, what for, fetch through the one filter, ask, journal, show.
"""
