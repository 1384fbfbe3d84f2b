"""Unhelpful wording: alt texts that describe no picture, link texts that do not name their destination.

In Swedish and English, because a publication in any language may hold either.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from publisher.model.catalogue import say

ARTICLE = re.compile(r"^(en|ett|den|det|a|an|the) ")
FILE_NAME = re.compile(r"\S+\.(svg|png|jpe?g|webp|gif|tiff?|bmp|heic|heif|avif|pdf|eps)", re.IGNORECASE)
# What cameras and telephones call their files: IMG 2034, bild 3.
NUMBERED = re.compile(r"(img|dscn?|image|picture|photo|bild|foto|screenshot|skärmbild) ?\d[\d ]*")
# One word with a character that only file names have: skolbild_2018, pictures/skola.
NAME_OF_FILE = re.compile(r"\S*[_/\\]\S*")
KINDS_OF_PICTURES = frozenset(
    (
        *("bild", "bilden", "foto", "fotot", "fotografi", "illustration", "illustrationen", "grafik", "ikon"),
        *("logo", "logga", "logotyp", "logotypen", "karta", "diagram", "figur", "porträtt", "omslag", "omslagsbild"),
        *("dekoration", "skärmbild", "beskrivning", "bildbeskrivning", "alternativtext", "alt", "alt text", "alttext"),
        *("image", "picture", "photo", "photograph", "graphic", "icon", "map", "chart", "graph", "figure", "portrait"),
        *("cover", "cover image", "decoration", "screenshot", "description", "image description"),
    )
)
NOWHERE = frozenset(
    (
        *("här", "klicka", "klicka här", "tryck här", "läs här", "se här", "hit", "gå hit", "vidare", "läs vidare"),
        *("mer", "mera", "läs mer", "läs mera", "se mer", "visa mer", "läs mer här", "se mer här", "mer info"),
        *("mer information", "info", "länk", "länken", "denna länk", "den här länken", "följ länken", "den här sidan"),
        *("denna sida", "sidan", "webbplatsen", "hemsidan", "ladda ner", "pdf", "dokument"),
        *("download", "website", "the website", "page", "the page", "document"),
        *("here", "click", "click here", "tap here", "read here", "see here", "go", "go here", "continue"),
        *("more", "read more", "learn more", "see more", "show more", "find out more", "read more here"),
        *("more info", "more information", "link", "the link", "this", "this link", "this page", "follow this link"),
    )
)
DESCRIBE = "wording:describe-one-sentence-what-shows-readers"
SAY_WHERE = "wording:name-destination-many-readers-hear-links"


def describes(alt: str, file: str) -> bool:
    """Whether an alt text can say what the picture in `file` shows: it is no file's name, and more than 'picture'."""
    words = ARTICLE.sub("", _words(alt))
    names = (FILE_NAME, NAME_OF_FILE, re.compile(re.escape(PurePosixPath(file).stem), re.IGNORECASE))
    if any(name.fullmatch(alt.strip()) for name in names):
        return False
    return bool(words) and words not in KINDS_OF_PICTURES and not NUMBERED.fullmatch(words)


def no_description(alt: str) -> str:
    """The message about an alt text that `describes` nothing."""
    return say("wording:alt-text-does-not-say-what", alt=alt)


def says_where(link_text: str) -> bool:
    """Whether a link's text, heard without what stands around it, can say where the link leads."""
    words = _words(link_text)
    return bool(words) and words not in NOWHERE and not (words.isdigit() and len(words) < 3)


def nowhere(link_text: str) -> str:
    """The message about a link text that does not say where."""
    return say("wording:link-text-does-not-say-where", link_text=link_text)


def _words(text: str) -> str:
    """Without punctuation, in lower case: '» Läs  mer!' -> 'läs mer'."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
