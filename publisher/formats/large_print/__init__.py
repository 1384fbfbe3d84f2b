"""Large print: the document laid out anew for low vision."""
