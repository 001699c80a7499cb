"""Prints: what leaves on paper or as a picture, made for one named audience.

Everything here is made from a network that has already been filtered, and draws the same display list as the screen.
Nothing here knows a request.
"""
