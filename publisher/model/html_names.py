"""Class names, roles and attributes in the HTML of a document that code looks for. Which element has them is said in
`publisher/compose/contract.py` (parts) and `publisher/text/markup.py` (running text); a stylesheet may look for any.
"""

from __future__ import annotations

# Attributes.
TASK = "task"  # an item of a list whose box stands for its bullet
SOURCE = "data-source"  # "file:line": where it stands in the content, for the findings
RUNNING = "data-running"  # what stands at the foot of the pages that it begins on
CODE = "data-qr"  # what a QR code says

# Classes of running text.
KEEP = "keep"  # stays on one line
ADDRESS = "address"  # an address that is spelled out
LINK_ADDRESS = "link-address"  # the address of the link before it, which only paper needs
NOTE_REF = "note-ref"  # the number of a note, in the text
NOTE_COMMA = "note-comma"
NOTE = "note"  # a note, as a paragraph; also a box of the content
NOTES = "notes"  # the notes of a section
PICTURE = "picture"  # a picture that stands by itself
PHOTO = "photo"  # no drawing
QUOTE = "quote"
LONG = "long"  # a word that is longer than a line
PARTED_ADDRESS = "parted-address"  # an address that is longer than a line

# Classes of parts.
COVER_TEXT, COVER_PICTURE, LOGO = "cover-text", "cover-picture", "logo"
SESSION_LINK = "session-link"
CANCELLED = "cancelled"  # the word for a session that is called off
SECTION_BODY, PEOPLE_LINE, PORTRAIT, QR, DAY = "section-body", "people-line", "portrait", "qr", "day"
STAND_IN = "stand-in"  # of a portrait

# Roles (WAI-ARIA Digital Publishing 1.1).
ROLE_REF, ROLE_BACK, ROLE_NOTE, ROLE_NOTES = "doc-noteref", "doc-backlink", "doc-footnote", "doc-endnotes"
ROLE_PAGE, ROLE_CHAPTER, ROLE_COLOPHON = "doc-pagebreak", "doc-chapter", "doc-colophon"
