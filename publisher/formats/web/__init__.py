"""The web page, the landing page, and what search engines are told."""
