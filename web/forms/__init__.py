"""What can be written down on a map: forms as tables, read strictly and said plainly.

A form knows no request and no store: it turns what was typed into values, or says what is wrong beside the field.
"""
