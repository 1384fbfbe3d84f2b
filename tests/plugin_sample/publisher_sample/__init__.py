"""What a package of its own adds to the toolkit."""
