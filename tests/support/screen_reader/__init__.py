"""Reads finished files aloud with the screen reader Orca, in a real browser, and keeps what is said as text."""
