"""Rules on how the parts of a publication fit together."""
