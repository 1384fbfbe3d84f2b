"""The pipeline: a folder of content -> finished files, checked and stored."""
