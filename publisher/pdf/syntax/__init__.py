"""PDF syntax: content streams, objects (ISO 32000-2, 7)."""
