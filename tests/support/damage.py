"""Finished files damaged on purpose, each once: what a proof that nothing is lost must find.

A damage knows nothing of how the toolkit writes a file: it changes text files as text, e-books as archives of XHTML,
and PDFs by qpdf (pikepdf), code by code of their fonts.
"""

from __future__ import annotations

import dataclasses
import html
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import pikepdf

from publisher.checks.check import Subject
from publisher.compose import Document
from publisher.compose.events import Event
from publisher.formats import FORMATS, PDF, Format
from publisher.formats.read_back import EPUB
from publisher.model.findings import Artifact
from publisher.pdf.syntax.character_maps import code_length, code_texts

LOOSE = re.compile(r"[\s\u00ad\u2010\u2011\u200b\u2060\u2066\u2069-]")  # comes and goes where lines break
WITH_MARK = "åäöéüÅÄÖ"
OF_SESSIONS = ("calendar", "sessions")  # formats that hold the sessions alone
PLAIN = dict(zip(WITH_MARK, "aaoeuAAO", strict=True))
Change = tuple[str, str]


class Unsuitable(Exception):
    """The file has no such place, or not the letters that the damage needs."""


class File(Protocol):
    """A finished file that can be changed."""

    def replace(self, old: str, new: str) -> None:
        """Raises Unsuitable where `old` does not stand in it."""

    def append(self, after: str, text: str) -> None: ...

    def unlink(self, address: str) -> None: ...

    def relink(self, address: str) -> None: ...

    def forget(self, alt: str) -> None: ...

    def cut_last_line(self, page: int, running: tuple[str, ...]) -> None: ...

    def data(self) -> bytes: ...


def damages(subject: Subject, artifact: Artifact, seed: int = 1) -> Iterator[tuple[str, Artifact]]:
    """(kind of damage, the file with it) of every kind that the file can have."""
    lot = random.Random(f"{seed}{artifact.filename}")
    for kind, damage in KINDS.items():
        for _ in range(20):  # a place drawn by lot may be unsuitable
            file = opened(artifact)
            try:
                damage(file, Content(subject.edition.document, subject, artifact), lot)
            except Unsuitable:
                continue
            changed = file.data()
            if changed != artifact.data:
                yield kind, dataclasses.replace(artifact, data=changed)
                break


def can_open(format: Format) -> bool:
    """Whether the damages know how its files are written."""
    return format.media_type in (PDF, EPUB) or format.media_type.startswith("text/")


def opened(artifact: Artifact) -> File:
    if artifact.media_type == PDF:
        return PdfFile(artifact.data)
    if artifact.media_type == EPUB:
        return Book(artifact.data)
    return Markup(artifact.data) if artifact.data.lstrip().startswith(b"<") else Plain(artifact.data)


# What the content offers to damage


@dataclass
class Content:
    """What a document says, to draw from."""

    document: Document
    subject: Subject
    artifact: Artifact

    @property
    def pieces(self) -> list[str]:
        texts = [" ".join(text.split()) for text in map(str, self.document.tree.xpath("//body//text()"))]
        if self.artifact.format in OF_SESSIONS:
            texts = [run.text for event in self.events() for fact in event.session.alone for run in fact.runs]
            if self.artifact.format == "sessions":
                texts += [text for one in self.events() for text in (one.session.start, one.session.title)]
        return [text for text in texts if text]

    def events(self) -> list[Event]:
        """The sessions that the file is of."""
        name = FORMATS[self.artifact.format].filename
        every = self.document.events
        own = [event for event in every if self.artifact.filename == name(self.document.name, event.session.id)]
        return own or list(every)

    def paragraphs(self) -> list[str]:
        whole = [text for text in self.pieces if len(text) >= 40 and "&" not in text and "<" not in text]
        return [text for text in whole if self.pieces.count(text) == 1]

    def words(self, pattern: str) -> list[str]:
        """Words with a few characters of what is around them, so that each is found at its own place."""
        return [match[0] for text in self.paragraphs() or self.pieces for match in re.finditer(pattern, text)]

    def images(self) -> list[str]:
        found = self.document.tree.xpath("//img[@alt != '' and not(contains(@class, 'qr'))]/@alt")
        return [str(alt) for alt in found]

    def addresses(self) -> list[str]:
        if not FORMATS[self.artifact.format].links:
            return []
        if self.artifact.format in OF_SESSIONS:
            runs = [run for event in self.events() for fact in event.session.alone for run in fact.runs]
            return [run.href for run in runs if run.href.startswith("http")]
        every = [str(address) for address in self.document.tree.xpath("//a/@href")]
        return [address for address in every if address.startswith("http")]


def drawn(lot: random.Random, from_: list[str]) -> str:
    if not from_:
        raise Unsuitable
    return lot.choice(from_)


# Kinds


def drop_word(file: File, content: Content, lot: random.Random) -> None:
    word = drawn(lot, content.words(r"\w{3,} \w{7,} \w{3,}"))
    first, _, last = word.split(" ")
    file.replace(word, f"{first} {last}")


def swap_characters(file: File, content: Content, lot: random.Random) -> None:
    word = drawn(lot, [word for word in content.words(r"\w{3,} \w{7,}") if word[-3] != word[-2]])
    file.replace(word, f"{word[:-3]}{word[-2]}{word[-3]}{word[-1]}")


def swap_paragraphs(file: File, content: Content, lot: random.Random) -> None:
    first, second = two_paragraphs(content, lot)
    file.replace(second, "\u241f")
    file.replace(first, second)
    file.replace("\u241f", first)


def move_paragraph(file: File, content: Content, lot: random.Random) -> None:
    first, second = two_paragraphs(content, lot)
    file.append(second, first)
    file.replace(first, "")


def double_paragraph(file: File, content: Content, lot: random.Random) -> None:
    words = drawn(lot, content.paragraphs())
    file.append(words, words)


def two_paragraphs(content: Content, lot: random.Random) -> tuple[str, str]:
    paragraphs = content.paragraphs()
    if len(paragraphs) < 2:
        raise Unsuitable
    first, second = sorted(lot.sample(range(len(paragraphs)), 2))
    return paragraphs[first], paragraphs[second]


def change_time(file: File, content: Content, lot: random.Random) -> None:
    if content.artifact.format == "calendar":
        moment = drawn(
            lot, [f"T{event.start:%H%M}00" for event in content.document.events if hasattr(event.start, "hour")]
        )
        return file.replace(moment, f"{moment[:-3]}{(int(moment[-3]) + 5) % 10}00")
    time = drawn(lot, [text for text in content.pieces if re.fullmatch(r"\d\d?[.:]\d\d.*", text) and len(text) < 40])
    file.replace(time, f"{time[:-1]}{other_digit(time[-1])}" if time[-1].isdigit() else time.replace(time[0], "3", 1))


def change_number(file: File, content: Content, lot: random.Random) -> None:
    numbers = [str(text) for text in content.document.tree.xpath("//a[starts-with(@href, 'tel:')]//text()")]
    number = drawn(lot, [number for number in numbers if re.search(r"\d{2}$", number)])
    file.replace(number, number[:-1] + other_digit(number[-1]))


def other_digit(digit: str) -> str:
    return "0" if digit != "0" else "2"


def wrong_letter(file: File, content: Content, lot: random.Random) -> None:
    word = drawn(lot, [word for word in content.words(r"\w{4,} \w{5,}") if word[-2] in PLAIN])
    file.replace(word, f"{word[:-2]}{PLAIN[word[-2]]}{word[-1]}")


def remove_link(file: File, content: Content, lot: random.Random) -> None:
    file.unlink(drawn(lot, content.addresses()))


def change_link(file: File, content: Content, lot: random.Random) -> None:
    file.relink(drawn(lot, content.addresses()))


def drop_alt(file: File, content: Content, lot: random.Random) -> None:
    file.forget(drawn(lot, content.images()))


def cut_last_line(file: File, content: Content, lot: random.Random) -> None:
    medium = FORMATS[content.artifact.format].medium
    running = [text for use in content.subject.edition.pages(medium).uses for text in use.running] if medium else []
    file.cut_last_line(lot.randrange(1, 9), tuple(running))


def drop_session(file: File, content: Content, lot: random.Random) -> None:
    events = content.events()
    if len(content.document.events) < 3:
        raise Unsuitable
    if len(events) == 1:
        return file.replace(events[0].session.title, "")
    number = lot.randrange(len(events) - 1)
    dropped = drawn(lot, [event.session.title for event in events])
    file.replace(dropped, "")
    if isinstance(file, Plain) and content.artifact.format == "calendar":
        file.text = re.sub(r"BEGIN:VEVENT.*?END:VEVENT\n", "", file.text, count=number + 1, flags=re.DOTALL)


KINDS: dict[str, Callable[[Any, Content, random.Random], None]] = {
    "a word dropped": drop_word,
    "two characters swapped": swap_characters,
    "two paragraphs swapped": swap_paragraphs,
    "a paragraph moved": move_paragraph,
    "a paragraph doubled": double_paragraph,
    "a time changed": change_time,
    "a telephone number changed": change_number,
    "a letter without its mark": wrong_letter,
    "a link removed": remove_link,
    "a link that leads elsewhere": change_link,
    "a description dropped": drop_alt,
    "a page's last line cut": cut_last_line,
    "a session dropped": drop_session,
}


# Files


class Plain:
    """Text, Markdown and calendars."""

    hidden = re.compile(r"\\n|\\")  # what is no text of it

    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8")
        self.text = re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n") if "BEGIN:VCALENDAR" in text else text

    def replace(self, old: str, new: str) -> None:
        places = [at for at in self._text_places() if not LOOSE.match(self.text[at])]
        words = LOOSE.sub("", old)
        found = "".join(map(self.text.__getitem__, places)).find(words)
        if found < 0:
            raise Unsuitable
        start, end = places[found], places[found + len(words) - 1] + 1
        self.text = f"{self.text[:start]}{self.written(new)}{self.text[end:]}"

    def append(self, after: str, text: str) -> None:
        self.replace(after, f"{after} {text}")

    def _text_places(self) -> Iterator[int]:
        """Where the characters of its text stand, those of its markup left out."""
        at = 0
        for match in self.hidden.finditer(self.text):
            yield from range(at, match.start())
            at = match.end()
        yield from range(at, len(self.text))

    def written(self, text: str) -> str:
        return text

    def unlink(self, address: str) -> None:
        for form in (f"]({address})", f"<{address}>", address, address.partition("//")[2]):
            if form in self.text:
                self.text = self.text.replace(form, "]" if form[0] == "]" else "", 1)
                return
        raise Unsuitable

    def relink(self, address: str) -> None:
        if address not in self.text:
            raise Unsuitable
        self.text = self.text.replace(address, f"{address}x", 1)

    def forget(self, alt: str) -> None:
        self.replace(alt, "")

    def cut_last_line(self, page: int, running: tuple[str, ...]) -> None:
        lines = self.text.rstrip().splitlines()
        while not re.search(r"\w", lines.pop()):
            pass
        self.text = "\n".join(lines) + "\n"

    def data(self) -> bytes:
        text = self.text.replace("\n", "\r\n") if "BEGIN:VCALENDAR" in self.text else self.text
        return text.encode("utf-8")


class Markup(Plain):
    """Web pages, and the text of e-books."""

    hidden = re.compile(r"\A.*?<body\b[^>]*>|<(script|style|nav|form)\b.*?</\1>|<[^>]*>", re.DOTALL)

    def written(self, text: str) -> str:
        return html.escape(text, quote=False)

    def unlink(self, address: str) -> None:
        self._attribute(f' href="{re.escape(html.escape(address))}"', "", after=r"<a\b[^>]*")

    def relink(self, address: str) -> None:
        self._attribute(
            f' href="{re.escape(html.escape(address))}"', ' href="https://example.org/x"', after=r"<a\b[^>]*"
        )

    def forget(self, alt: str) -> None:
        self._attribute(rf'alt="{re.escape(html.escape(alt))}"', 'alt=""', after=r"<img\b[^>]*")

    def _attribute(self, pattern: str, new: str, after: str) -> None:
        at = max(self.text.find("<body"), 0)
        text, count = re.subn(f"({after}){pattern}", rf"\1{new}", self.text[at:], count=1)
        if not count:
            raise Unsuitable
        self.text = self.text[:at] + text

    def cut_last_line(self, page: int, running: tuple[str, ...]) -> None:
        ends = (end for end in ("</main>", "</body>", "</article>") if end in self.text)
        end, begin = self.text.rfind(next(ends)), max(self.text.find("<body"), self.text.find("<article"))
        texts = [one for one in re.finditer(r">([^<>]+)<", self.text[begin:end]) if re.search(r"\w", one[1])]
        if not texts:
            raise Unsuitable
        first, last = texts[-1].span(1)
        self.text = self.text[: begin + first] + self.text[begin + last :]


class Book:
    """An e-book: each file of it is looked through."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            self.files = {info: book.read(info) for info in book.infolist()}
        texts = [info for info in self.files if info.filename.endswith(".xhtml")]
        self.texts = {info: Markup(self.files[info]) for info in texts if "nav" not in info.filename}

    def _first(self, change: Callable[[Markup], None], last: bool = False) -> None:
        for text in reversed(list(self.texts.values())) if last else self.texts.values():
            try:
                return change(text)
            except Unsuitable:
                continue
        raise Unsuitable

    def replace(self, old: str, new: str) -> None:
        self._first(lambda text: text.replace(old, new))

    def append(self, after: str, text: str) -> None:
        self._first(lambda one: one.append(after, text))

    def unlink(self, address: str) -> None:
        self._first(lambda text: text.unlink(address))

    def relink(self, address: str) -> None:
        self._first(lambda text: text.relink(address))

    def forget(self, alt: str) -> None:
        self._first(lambda text: text.forget(alt))

    def cut_last_line(self, page: int, running: tuple[str, ...]) -> None:
        self._first(lambda text: text.cut_last_line(page, running), last=True)

    def data(self) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as book:
            for info, data in self.files.items():
                book.writestr(info, self.texts[info].data() if info in self.texts else data)
        return made.getvalue()


@dataclass
class Shown:
    """An operator that shows text: its codes, and what each means."""

    stream: Any
    instructions: list[Any]
    number: int
    page: int
    meaning: dict[bytes, str]
    codes: list[bytes]
    changed: bool = False
    after: list[bytes] = field(default_factory=list)  # lines that stand below it

    @property
    def texts(self) -> list[str]:
        return [self.meaning.get(code, "\ufffd") for code in self.codes]


class PdfFile:
    """A PDF: the pages' streams, and those of the forms that pages on sheets are."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.shown: list[Shown] = []
        self.seen: set[Any] = set()
        for number, page in enumerate(self.pdf.pages):
            page.contents_coalesce()
            self._read(page.obj.Contents, page.obj, number)

    def _read(self, stream: Any, holder: Any, page: int) -> None:
        if stream.objgen in self.seen:
            return
        self.seen.add(stream.objgen)
        resources = holder.get("/Resources", pikepdf.Dictionary())
        maps, font = {}, None
        instructions = list(pikepdf.parse_content_stream(holder if "/Contents" in holder else stream))
        for number, (operands, operator) in enumerate(instructions):  # type: ignore[misc]
            name = str(operator)
            if name == "Tf":
                font = str(operands[0])
                if font not in maps:
                    table = resources.Font[font].ToUnicode.read_bytes()
                    maps[font] = (code_texts(table), code_length(table))
            elif name in ("Tj", "TJ") and font:
                texts, length = maps[font]
                items = operands[0] if name == "TJ" else [operands[0]]
                raw = b"".join(bytes(item) for item in items if isinstance(item, pikepdf.String))
                codes = [raw[at : at + length] for at in range(0, len(raw), length)]
                self.shown.append(Shown(stream, instructions, number, page, texts, codes))
            elif name == "Do":
                form = resources.XObject[str(operands[0])]
                if form.get("/Subtype") == "/Form":
                    self._read(form, form, page)

    def replace(self, old: str, new: str) -> None:
        parts, rest = self._found(old), new
        for number, (one, places) in enumerate(parts):
            is_last = number == len(parts) - 1
            mine, rest = (rest, "") if is_last else (rest[: len(places)], rest[len(places) :])
            one.codes[places[0] : places[-1] + 1] = self._codes(one, mine)
            one.changed = True

    def append(self, after: str, text: str) -> None:
        """Below the last line, in lines as long as those are."""
        parts = self._found(after)
        one, _ = parts[-1]
        length = max(len(places) for _, places in parts)
        one.after = [b"".join(self._codes(one, text[at : at + length])) for at in range(0, len(text), length)]
        one.changed = True

    def _found(self, words: str) -> list[tuple[Shown, list[int]]]:
        """The operators that show these words, and which of their codes."""
        slots = [(one, at, char) for one in self.shown for at, text in enumerate(one.texts) for char in text]
        slots = [slot for slot in slots if not LOOSE.match(slot[2])]
        words = LOOSE.sub("", words)
        found = "".join(char for *_, char in slots).find(words)
        if found < 0:
            raise Unsuitable
        parts: list[tuple[Shown, list[int]]] = []
        for one, at, _ in slots[found : found + len(words)]:
            if not parts or parts[-1][0] is not one:
                parts.append((one, []))
            parts[-1][1].append(at)
        return parts

    def _codes(self, one: Shown, text: str) -> list[bytes]:
        if text == "\u241f":
            one.meaning.setdefault(b"\xff\xfe", text)
        by_text = {meaning: code for code, meaning in one.meaning.items()}
        try:
            return [by_text[char] for char in text]
        except KeyError:
            raise Unsuitable from None

    def unlink(self, address: str) -> None:
        for page in self.pdf.pages:
            annotations = list(page.obj.get("/Annots", []))
            kept = [one for one in annotations if not self._leads(one, address)]
            if len(kept) < len(annotations):
                page.obj.Annots = pikepdf.Array(kept)
                return
        raise Unsuitable

    def relink(self, address: str) -> None:
        for page in self.pdf.pages:
            for one in page.obj.get("/Annots", []):
                if self._leads(one, address):
                    one.A.URI = pikepdf.String("https://example.org/x")
                    return
        raise Unsuitable

    @staticmethod
    def _leads(annotation: Any, address: str) -> bool:
        return "/A" in annotation and str(annotation.A.get("/URI", "")).rstrip("/") == address.rstrip("/")

    def forget(self, alt: str) -> None:
        for one in self.pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure" and str(one.get("/Alt", "")) == alt:
                del one["/Alt"]
                return
        raise Unsuitable

    def cut_last_line(self, page: int, running: tuple[str, ...]) -> None:
        rest = "".join("".join(running).split())
        on_page = [one for one in self.shown if one.page == page % len(self.pdf.pages)]
        on_page = [one for one in on_page if "".join("".join(one.texts).split()) not in rest]
        if not on_page:
            raise Unsuitable
        on_page[-1].codes, on_page[-1].changed = [], True

    def data(self) -> bytes:
        for one in reversed(self.shown):  # what comes after keeps its number
            if one.changed:
                lines = [[([0, -9], "Td"), ([pikepdf.Array([pikepdf.String(line)])], "TJ")] for line in one.after]
                own = ([pikepdf.Array([pikepdf.String(b"".join(one.codes))])], "TJ")
                made = [own, *(step for line in lines for step in line)]
                one.instructions[one.number : one.number + 1] = [
                    (operands, pikepdf.Operator(operator)) for operands, operator in made
                ]
        for one in {id(one.instructions): one for one in self.shown if one.changed}.values():
            one.stream.write(pikepdf.unparse_content_stream(one.instructions))
        made_file = io.BytesIO()
        self.pdf.save(made_file)
        return made_file.getvalue()
