"""The press file: inks, plates, PDF/X, printer's marks."""
