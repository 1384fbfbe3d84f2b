"""Picture files: which can be used, their faults, and their versions for paper and for screens."""
