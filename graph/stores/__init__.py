"""How networks are kept: three narrow promises, and the stores that keep them.

Every promise is proved by one suite of tests that runs on every store.
"""
