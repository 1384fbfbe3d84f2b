"""The version, in a file of its own: rooms read it without asking the front door."""

__version__ = "0.1.0"
