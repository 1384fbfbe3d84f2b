"""A leaflet as long as one likes, of generated text with headings of four levels, as a local history would be."""

from __future__ import annotations

import random
from pathlib import Path

import yaml

TEXT = (
    "vi bygger bostäder för alla som vill bo här skolan behöver fler lärare och lugn ro bussen ska gå varje kvart hela "
    "dagen omsorgen är nära trygg med tid samtal biblioteket öppnar tidigare stänger senare kompetensförsörjningen "
    "samhällsplaneringen medborgardialogen näringslivsutvecklingen kollektivtrafiken bostadsförsörjningsprogrammet "
    "i på av nu så då ja"
)
WORDS = TEXT.split()
FOLDER = "skrift"
TITLE = "Hembygdens historia från medeltiden till våra dagar"
SUBTITLE = "En skrift om gårdarna, skogen och människorna som levde av dem i sju socknar vid ån"


def long_leaflet(content: Path, chapters: int, paragraphs: int = 18, **fields: object) -> Path:
    """Write the publication `skrift` into a content folder, which is made. `fields` are more of publication.yaml."""
    folder = content / FOLDER
    (folder / "sections").mkdir(parents=True)
    draw = random.Random(8)
    files = [f"sections/kapitel-{number:02}.md" for number in range(1, chapters + 1)]
    for number, file in enumerate(files, 1):
        (folder / file).write_text(_chapter(draw, number, paragraphs), "utf-8")
    publication = {
        "title": TITLE,
        "subtitle": SUBTITLE,
        "language": "sv",
        "description": "En lång skrift.",
        "sender": "Hembygdsföreningen i Mellanbygden",
        "date": "2026-11-22",
        "version": "1.0",
        "layout": "leaflet-a5",
        "brand": "neutral",
        "imprint": {"publisher": "Hembygdsföreningen i Mellanbygden"},
        "sections": [*({"file": file} for file in files), {"block": "imprint"}],
    }
    (folder / "publication.yaml").write_text(yaml.safe_dump({**publication, **fields}, allow_unicode=True), "utf-8")
    return folder


def _chapter(draw: random.Random, number: int, paragraphs: int) -> str:
    heading = " ".join(draw.choice(WORDS) for _ in range(draw.choice((2, 5, 16))))
    parts = [f"# Kapitel {number} om {heading}", _paragraph(draw, 24)]
    for index in range(paragraphs):
        if index % 5 == 1:
            parts.append(f"## Om {draw.choice(WORDS)} {index}")
        if index % 5 == 3:
            parts.append(f"### Mer om {draw.choice(WORDS)} {index}")
        if index % 10 == 4:
            parts.append(f"#### Källor om {draw.choice(WORDS)} {index}")
        if index % 6 == 5:
            parts.append("\n".join(f"- {_paragraph(draw, draw.randint(4, 14))}" for _ in range(3)))
        parts.append(_paragraph(draw, draw.randint(20, 70)))
    return "\n\n".join(parts) + "\n"


def _paragraph(draw: random.Random, count: int) -> str:
    return " ".join(draw.choice(WORDS) for _ in range(count)).capitalize() + "."
