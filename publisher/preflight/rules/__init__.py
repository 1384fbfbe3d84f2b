"""The rules of preflight, by what they look at. Entry points name them, see `publisher.preflight.rule`."""
