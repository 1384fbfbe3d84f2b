"""Publications as people might make them, drawn by lot from a seed: little text and much, pictures of every shape,
titles of 1 to 120 letters, programmes of 1 to 300 sessions, in three brands. The same seed gives the same files.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

from publisher.model.paths import LAYOUTS

ROOT = Path(__file__).resolve().parent.parent
BRANDS = (ROOT / "content" / "brands", LAYOUTS / "base" / "brands")
# Width by height, in pixels: a band, a wide one, usual ones, a square, upright ones, a very tall one.
SHAPES = (
    (2400, 600),
    (2000, 800),
    (1920, 1080),
    (1800, 1200),
    (1600, 1200),
    (1300, 1300),
    (1200, 1600),
    (900, 1600),
    (800, 2000),
)
VOCABULARY = (
    "vi bygger bostäder för alla som vill bo här skolan behöver fler lärare och lugn ro bussen ska gå varje kvart "
    "hela dagen omsorgen är nära trygg med tid samtal biblioteket öppnar tidigare stänger senare sommaren kommer åter "
    "barn lär sig simma i älven kommunen lyssnar först beslutar sedan föreningar får lokaler utan avgift cykelvägar "
    "läggs om kompetensförsörjning samhällsplanering medborgardialog näringslivsutveckling kollektivtrafiken klimat "
    "vatten skog torg marknad musik dans föreläsning verkstad trädgård kaffe tidningar läxhjälp schack kör teater"
)
TITLE_VOCABULARY = (
    "Torget Framåt Bo här Samhällsbyggnadsnämnden Sommar Skola för alla Café Öppet hus Kulturnatt Vatten Ny Buss "
    "Trygghetsvandring Kommunfullmäktigesammanträde Vår Staden växer Plats Lyssna På väg"
)
WORDS, TITLE_WORDS = VOCABULARY.split(), TITLE_VOCABULARY.split()
SENDERS = (
    "Föreningen Torget",
    "Ortens kommun",
    "Badets vänner",
    "Samhällsbyggnadsförvaltningen i Mellanbygdens kommun",
)


def generate(content: Path, count: int, seed: int = 12) -> list[str]:
    """Write `count` publications into the folder `content`, which is made. Returns their names."""
    brands, pictures = _prepared(content)
    draw = random.Random(seed)
    names = []
    for number in range(count):
        names.append(f"prov-{number:03}")
        lot = random.Random(draw.random())
        _Publication(content / names[-1], lot, brands[number % len(brands)], pictures).write(number % 4 == 3)
    return names


def generate_programme(content: Path, sessions: int, seed: int = 5) -> Path:
    """Write a publication with a programme of so many sessions into the folder `content`, which is made. Returns its
    folder."""
    _, pictures = _prepared(content)
    made = _Publication(content / f"programme-{sessions}", random.Random(seed), "neutral", pictures)
    made.write(sheet=True)
    made.put("programme.yaml", made.programme(sessions))
    return made.folder


def _prepared(content: Path) -> tuple[list[str], Path]:
    """A content folder with the brands, whose names it gives, and the folder of the pictures."""
    for folder in BRANDS:
        shutil.copytree(folder, content / "brands", dirs_exist_ok=True)
    pictures = content / ".pictures"
    pictures.mkdir()
    for number, shape in enumerate(SHAPES):
        photograph(*shape, random.Random(number)).save(pictures / f"{number}.jpg", quality=70)
    return sorted(path.stem for path in (content / "brands").glob("*.yaml")), pictures


def photograph(width: int, height: int, lot: random.Random) -> Image.Image:
    """Patches of colour that hide nothing of their edges: what is cut off shows."""
    small = Image.new("RGB", (8, 8))
    small.putdata([tuple(lot.randint(40, 215) for _ in range(3)) for _ in range(64)])
    picture = small.resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    side = min(width, height) // 3
    draw.ellipse(
        ((width - side) // 2, (height - side) // 3, (width + side) // 2, (height + 2 * side) // 3), fill=(240, 220, 190)
    )
    return picture


class _Publication:
    def __init__(self, folder: Path, lot: random.Random, brand: str, pictures: Path) -> None:
        self.folder, self.lot, self.brand, self.pictures = folder, lot, brand, pictures
        (folder / "sections").mkdir(parents=True)
        (folder / "pictures").mkdir()

    def write(self, sheet: bool) -> None:
        lot = self.lot
        sections = [
            self.section(number, lot.choice((15, 40, 90, 160, 240, 420, 700))) for number in range(self.sections(sheet))
        ]
        info: dict[str, Any] = {
            "title": self.title(),
            **({"subtitle": self.sentence(lot.randint(2, 9))} if lot.random() < 0.7 else {}),
            "language": "sv",
            "description": self.sentence(8),
            "sender": lot.choice(SENDERS),
            "date": "2027-01-10",
            "version": "1.0",
            "layout": "programme-a4" if sheet else "leaflet-a5",
            "brand": self.brand,
            "cover": self.cover(sheet),
            "contact": {"name": "Frågor", "email": "hej@example.org", "phone": {"number": "08-465 004 20"}},
            "imprint": {"publisher": lot.choice(SENDERS), "text": [self.sentence(14)] if lot.random() < 0.5 else []},
        }
        if lot.random() < 0.5:
            web = {"id": "webb", "title": "Läs mer på webben", "url": "https://example.org/mer", "qr": True}
            info["contact"] |= {"web": web, "text": self.sentence(12)}
        if not sheet and lot.random() < 0.3:
            info["people"] = [{"id": f"p{n}", "name": self.name(), "role": "ledamot"} for n in range(lot.randint(1, 6))]
            path = self.folder / "sections" / sections[-1].split("/")[1]
            people = ", ".join(person["id"] for person in info["people"])
            path.write_text(path.read_text("utf-8").replace("---\n", f"---\npeople: [{people}]\n", 1), "utf-8")
        blocks = ["programme", "contact", "imprint"] if sheet else ["contact", "imprint"]
        info["sections"] = [{"file": name} for name in sections] + [{"block": block} for block in blocks]
        if sheet:
            self.put("programme.yaml", self.programme(lot.choice((1, 3, 5, 8, 15, 30, 60, 120, 300))))
        self.put("publication.yaml", info)

    def sections(self, sheet: bool) -> int:
        return self.lot.randint(1, 2) if sheet else self.lot.randint(1, 10)

    def put(self, name: str, data: Any) -> None:
        (self.folder / name).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")

    def title(self) -> str:
        length, title = self.lot.choice((1, 6, 12, 20, 35, 60, 90, 120)), ""
        while len(title) < length:
            title = f"{title} {self.lot.choice(TITLE_WORDS)}".strip()
        return title[:length].strip() or "X"

    def cover(self, sheet: bool) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.lot.random() < 0.6:
            made["kicker"] = self.sentence(self.lot.randint(1, 4))
        if self.lot.random() < 0.6:
            made["text"] = self.sentence(self.lot.randint(3, 45))
        if self.lot.random() < 0.7:
            made["picture"] = self.drawing(sheet) if self.lot.random() < 0.3 else self.picture()
        return made

    def picture(self) -> dict[str, str]:
        number = self.lot.randrange(len(SHAPES))
        file = f"pictures/{number}.jpg"
        if not (self.folder / file).exists():
            (self.folder / file).hardlink_to(self.pictures / f"{number}.jpg")
        return {"file": file, "alt": "Färger som går i varandra, och en ljus rund fläck i mitten."}

    def drawing(self, sheet: bool) -> dict[str, str]:
        source = LAYOUTS / (
            "programme-a4/starter/pictures/scen.svg" if sheet else "leaflet-a5/starter/pictures/omslag.svg"
        )
        shutil.copy(source, self.folder / "pictures" / source.name)
        return {"file": f"pictures/{source.name}", "alt": "En ritad bild av en plats med människor."}

    def section(self, number: int, words: int) -> str:
        lot, name = self.lot, f"sections/del-{number}.md"
        front: dict[str, Any] = {"kicker": self.sentence(lot.randint(1, 2)).rstrip(".")}
        if lot.random() < 0.55:
            front["picture"] = self.picture()
        text = [f"# {self.sentence(lot.randint(1, 7)).rstrip('.')}", ""]
        while words > 0:
            size = min(words, lot.randint(12, 60))
            words -= size
            text += [self.sentences(size), ""]
            if words > 60 and lot.random() < 0.3:
                text += [f"## {self.sentence(lot.randint(2, 6)).rstrip('.')}", ""]
        for _ in range(lot.choice((0, 0, 0, 1, 1, 2))):
            text += [*lot.choice((self.list_box, self.quotation, self.table, self.figure))(), ""]
        head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False)
        (self.folder / name).write_text(f"---\n{head}---\n" + "\n".join(text), "utf-8")
        return name

    def list_box(self) -> list[str]:
        items = [
            f"- {self.sentence(self.lot.randint(3, 16)).rstrip('.').lower()}" for _ in range(self.lot.randint(2, 9))
        ]
        return [f"::: {self.lot.choice(('pledges', 'note'))}", "## Vi vill", *items, ":::"]

    def quotation(self) -> list[str]:
        return [f"> {self.sentence(self.lot.randint(4, 12))}", ">", f"> — {self.name()}"]

    def table(self) -> list[str]:
        rows = [
            f"| {self.lot.choice(WORDS)} | {self.lot.randint(8, 12)}–{self.lot.randint(15, 20)} | stängt |"
            for _ in range(self.lot.randint(2, 6))
        ]
        return ["| Dag | Café | Verkstad |", "|---|---|---|", *rows]

    def figure(self) -> list[str]:
        made = self.picture()
        return [f'![{made["alt"]}]({made["file"]} "{self.sentence(4)}")']

    def programme(self, count: int) -> dict[str, Any]:
        lot, days = self.lot, max(1, min(6, count // 12))
        people = [
            {"id": f"t{n}", "name": self.name(), "role": lot.choice(("forskare", "författare", "kommunalråd"))}
            for n in range(min(count, 40))
        ]
        used, listed = set[str](), []
        for day in range(days):
            sessions = []
            for number in range(count // days + (day < count % days)):
                start, speaker = (
                    8 * 60 + number * 600 // max(12, count // days),
                    people[(day + number * days) % len(people)]["id"],
                )
                used.add(speaker)
                session = {
                    "id": f"s{day}-{number}",
                    "start": f"{start // 60:02}.{start % 60:02}",
                    "end": f"{start // 60 + 1:02}.{start % 60:02}",
                    "title": self.sentence(lot.randint(2, 10)).rstrip("."),
                    "people": [speaker],
                }
                if lot.random() < 0.4:
                    session["description"] = self.sentence(lot.randint(6, 25))
                sessions.append(session)
            listed.append({"date": f"2027-03-{11 + day}", "sessions": sessions})
        place = {"id": "sal", "name": "Stora salen", "address": "Torget 2"}
        return {
            "start": "2027-03-11",
            "end": f"2027-03-{10 + days}",
            "place": "sal",
            "places": [place],
            "people": [person for person in people if person["id"] in used],
            "days": listed,
        }

    def sentences(self, words: int) -> str:
        parts = []
        while words > 0:
            size = min(words, self.lot.randint(5, 18))
            words -= size
            parts.append(self.sentence(size))
        return " ".join(parts)

    def sentence(self, words: int) -> str:
        return " ".join(self.lot.choice(WORDS) for _ in range(words)).capitalize() + "."

    def name(self) -> str:
        first, last = ("Eva", "Kim", "Åsa", "Mohammed", "Per-Olof"), ("Holm", "Dahl", "Lindqvist Bergström", "Ek")
        return f"{self.lot.choice(first)} {self.lot.choice(last)}"
