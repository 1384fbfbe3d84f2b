"""Reading a publication's files: folders, Markdown, tables, notes."""
