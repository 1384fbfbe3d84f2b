"""The fitting: measures what a publication holds, and chooses how it is set, before the pages are laid out.

Only classes and lengths are set on elements: the fitted document has the same words in the same order, and the same
elements, as the one that every format starts from. A long publication has a table of contents besides.
"""
