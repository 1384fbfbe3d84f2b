"""What a publication looks like: layouts, brands, fonts, colours."""
