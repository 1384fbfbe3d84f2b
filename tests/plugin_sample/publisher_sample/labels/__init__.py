"""The words of this package: its messages, in English and Swedish."""
