"""Picture files: which can be used, what is wrong with one, and what is made of it for paper and for screens."""
