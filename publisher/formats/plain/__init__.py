"""Formats without pages and styles: plain text and Markdown."""
