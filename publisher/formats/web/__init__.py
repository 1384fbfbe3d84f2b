"""The web page, the landing page, and the data for search engines."""
