"""Keys: what can be chosen of letters that are keys, on a page and in a map that is a file of its own."""

CHOICES = (("", "Letter keys: on"), ("off", "Letter keys: off"))
