"""Trying: the alternatives for one publication, on a sheet, to choose by eye."""
