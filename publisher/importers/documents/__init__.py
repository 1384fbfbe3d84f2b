"""Running text: Word, Writer, web pages, Markdown, PDF and pasted text -> sections of a publication."""
