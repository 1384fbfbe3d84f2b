"""Language and text: labels and dates, typography, addresses, readability. Knows nothing of content or formats."""
