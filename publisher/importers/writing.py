"""A draft -> a publication's folder, new or existing. All files are made first; then they are written, or none is."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from publisher.content.reading.folders import FILES, IMPORT_MAPPING
from publisher.design.layouts import find_layout
from publisher.importers.documents.read_blocks import plain
from publisher.importers.draft import Draft, DraftPicture, DraftSection, Guess, Origin
from publisher.importers.import_report import Change, ImportReport, count
from publisher.importers.language import guess_language
from publisher.importers.mapping import mapping_text, read_mapping
from publisher.importers.merge import merge_programme, next_version, only_said, plain_data
from publisher.importers.programme_draft import Ids, programme_data, slug
from publisher.importers.publication_file import merge_data
from publisher.importers.readers import Mapping, read_file
from publisher.importers.source_parity import unplaced
from publisher.importers.text_merge import merge_text
from publisher.importers.yaml_files import dump_yaml, load_yaml
from publisher.model.errors import AccessError, UsageError
from publisher.scaffold import add_file, add_shared, all_or_nothing, check_name

RECORD = ".import.json"  # what the last import made: the base of the next one
REPORT = "import.html"
TO_DO = "TODO"  # begins a text that only a person can write
PROGRAMME_LAYOUT, TEXT_LAYOUT = "programme-a4", "leaflet-a5"
SURE_LANGUAGE, USUAL_LANGUAGE = 0.4, "sv"
HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")
Data = dict[str, Any]


def import_files(
    files: Sequence[Path],
    content: Path,
    *,
    name: str | None = None,
    into: str | None = None,
    layout: str | None = None,
    mapping: Mapping | None = None,
    today: dt.date | None = None,
) -> ImportReport:
    """Bring files into the publication `into`, or into a new one called `name` (None: after the first file).

    Raises ContentError and AccessError for files that cannot be read (see `readers.read_file`), UsageError for a name
    or layout that cannot be. Then nothing is changed.
    """
    today = today or dt.date.today()
    folder = content / (into or name or slug(files[0].stem))
    if into and not (folder / FILES[0]).is_file():
        raise UsageError(f"There is no publication '{into}' in {content}.", "Leave --into out to make a new one.")
    if not into:
        check_name(folder.name)
        if folder.exists():
            raise UsageError(f"{folder} already exists.", f"To bring the files into it: --into {folder.name}")
    mapping = mapping or (read_mapping(folder) if into else Mapping())
    draft, report = Draft(), ImportReport(folder)
    for file in files:
        one = read_file(file, mapping, today)
        report.became[file.name] = count(one)
        draft.add(one)
    _settle_language(draft, files[0], folder)
    writer = _Writer(draft, folder, today, _record(folder))
    made = writer.merged(report) if into else writer.new(layout, report)
    text = mapping_text(draft, mapping)
    if text:
        made[IMPORT_MAPPING] = text.encode()
    report.guesses, report.left_over = draft.guesses, draft.left_over
    report.to_do += writer.to_do
    placed = "\n".join(_placed(made, writer, draft))
    for file in files:
        report.left_over += unplaced(file, placed)
    made[RECORD] = json.dumps(writer.record, ensure_ascii=False, indent=1).encode()
    made[REPORT] = report.page().encode()
    _write(folder, content, made, report, is_new=not into)
    return report


def _placed(made: dict[str, bytes], writer: _Writer, draft: Draft) -> Iterator[str]:
    """Every text that stands in the publication or in the report."""
    for name, data in made.items():
        if name.endswith((".yaml", ".md")) and name != IMPORT_MAPPING:
            yield data.decode("utf-8")
    yield from writer.kept
    yield from draft.converted
    yield from (one.text for one in draft.left_over)
    yield from (f"{one.what} {one.why}" for one in draft.guesses)


def _settle_language(draft: Draft, file: Path, folder: Path) -> None:
    """The publication's own, what the words of the text say, or what the file says: programs write their own language
    into files of any other."""
    if (folder / FILES[0]).is_file():
        draft.language = str(load_yaml((folder / FILES[0]).read_text("utf-8")).get("language") or "")
        return
    if draft.files:
        return
    text = " ".join(
        [*(section.markdown for section in draft.sections), *(f"{s.title} {s.description}" for s in draft.sessions)]
    )
    guessed, sure = guess_language(text)
    if sure >= SURE_LANGUAGE or not draft.language:
        why = "by the words of the text"
        draft.language, sure = (guessed, sure) if guessed else (draft.language or USUAL_LANGUAGE, 0.2)
    else:
        why, sure = "the file says so", 0.6
    draft.guesses.append(Guess(f"language '{draft.language}'", why, sure, Origin(file.name)))


def _record(folder: Path) -> Data:
    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        return record if isinstance(record, dict) else {}
    except (OSError, ValueError):
        return {}


class _Writer:
    """Makes the files of one import. `record` is what the next import compares with; `kept` are texts that stay."""

    def __init__(self, draft: Draft, folder: Path, today: dt.date, before: Data) -> None:
        self.draft, self.folder, self.today, self.before = draft, folder, today, before
        self.ids: dict[str, dict[str, str]] = {kind: dict(ids) for kind, ids in (before.get("ids") or {}).items()}
        self.record: Data = {"ids": self.ids, "sections": {}, "programme": {}}
        self.to_do: list[str] = []
        self.kept: list[str] = []
        self.files: dict[str, bytes] = {}

    def new(self, layout: str | None, report: ImportReport) -> dict[str, bytes]:
        """The files of a new publication, by their names in its folder."""
        if self.draft.files:
            for name, value in self.draft.files.items():
                self._add(name, value if isinstance(value, str) else dump_yaml(value))
            return self.files
        chosen = find_layout(layout or (PROGRAMME_LAYOUT if self.draft.sessions else TEXT_LAYOUT), self.folder.parent)
        programme = self._programme()
        if programme:
            self._add("programme.yaml", dump_yaml(programme))
        names = [self._section(section) for section in self.draft.sections]
        self._add(FILES[0], self._publication(chosen.id, names, programme))
        if not names and not programme:
            report.to_do.append("nothing in the files can be placed: see what is left over")
        return self.files

    def merged(self, report: ImportReport) -> dict[str, bytes]:
        """The files of the publication that change. Comments and edits by hand stay."""
        publication = load_yaml((self.folder / FILES[0]).read_text("utf-8"))
        for name, value in self.draft.files.items():
            self._merge_file(name, value, publication, report)
        self._adopt_ids(publication)
        self._merge_titles(publication, report)
        theirs = self._programme()
        if theirs:
            self._merge_programme(theirs, publication, report)
        for section in self.draft.sections:
            self._merge_section(section, publication, report)
        for name, text in (self.before.get("sections") or {}).items():
            self.record["sections"].setdefault(name, text)
        if any(change.kind not in ("kept", "conflict") for change in report.changes):
            before = str(publication.get("version") or "1.0")
            publication["version"] = _quoted(next_version(before))
            publication["date"] = f"{self.today:%Y-%m-%d}"
            report.changes.append(Change("changed", "version", before, str(publication["version"])))
            self._add(FILES[0], dump_yaml(publication))
        return self.files

    def _merge_file(self, name: str, value: Any, publication: Any, report: ImportReport) -> None:
        """A whole file of an exported publication."""
        path = self.folder / name
        if isinstance(value, str):
            before = path.read_text("utf-8") if path.is_file() else ""
            if before != value:
                report.changes.append(Change("changed" if before else "added", f"section {name}"))
                self._add(name, value)
            return
        ours = publication if name == FILES[0] else load_yaml(path.read_text("utf-8")) if path.is_file() else {}
        count = len(report.changes)
        merge_data(ours, value, "", report.changes)
        if len(report.changes) > count:
            self._add(name, dump_yaml(ours))

    def _merge_titles(self, publication: Any, report: ImportReport) -> None:
        """A title that the file marks as one is the publication's; one that was only guessed changes nothing."""
        for name in ("title", "subtitle"):
            value, before = getattr(self.draft, name), str(publication.get(name) or "")
            self.kept.append(value)
            if self.draft.has_title_style and value and value != before:
                publication[name] = value
                report.changes.append(Change("changed", name, before, value))

    def _adopt_ids(self, publication: Any) -> None:
        """Things that the publication has already keep their ids, whoever gave them."""
        programme = self.folder / "programme.yaml"
        ours = load_yaml(programme.read_text("utf-8")) if programme.is_file() else {}
        for kind, key in (("places", "name"), ("people", "name"), ("streams", "url")):
            known = {str(entry[key]): str(entry["id"]) for entry in ours.get(kind) or () if key in entry}
            self.ids[kind] = {**known, **self.ids.get(kind, {})}
        held = {str(session["id"]): str(session["id"]) for day in ours.get("days") or () for session in day["sessions"]}
        self.ids["sessions"] = {**held, **self.ids.get("sessions", {})}
        files = [str(entry["file"]) for entry in publication["sections"] if "file" in entry]
        titles = {title: Path(file).stem for file in files if (title := _title(self.folder / file))}
        self.ids["section"] = {**titles, **self.ids.get("section", {})}

    def _add(self, name: str, text: str) -> None:
        self.files[name] = text.encode()

    def _programme(self) -> Data:
        if not self.draft.sessions:
            return {}
        programme = programme_data(self.draft, self.ids)
        self.record["programme"] = programme
        return programme if programme.get("days") else {}

    def _merge_programme(self, theirs: Data, publication: Any, report: ImportReport) -> None:
        path = self.folder / "programme.yaml"
        if not path.is_file():
            self._add("programme.yaml", dump_yaml(theirs))
            report.changes.append(
                Change("added", "programme", "", f"{sum(len(day['sessions']) for day in theirs['days'])} sessions")
            )
            _place_blocks(publication, theirs)
            return
        ours = load_yaml(path.read_text("utf-8"))
        base = self.before.get("programme")
        if base is None:  # never imported: what the file does not say stays as it is
            base = plain_data(ours)
            only_said(theirs, base, self.draft)
        report.changes += merge_programme(base, ours, theirs)
        text = dump_yaml(ours)
        self.kept.append(path.read_text("utf-8"))
        self.kept += [change.before for change in report.changes]
        self._add("programme.yaml", text)

    def _section(self, section: DraftSection, name: str = "") -> str:
        """Write a section and its pictures. Returns the file's name."""
        name = name or f"sections/{self._section_id(section)}.md"
        text = section.markdown
        for number, picture in enumerate(section.pictures):
            text = self._picture(text, number, picture)
        self.record["sections"][name] = text
        self._add(name, text)
        return name

    def _section_id(self, section: DraftSection) -> str:
        ids = Ids(self.ids.setdefault("section", {}))
        number = sum(one.title == section.title for one in self.draft.sections[: self.draft.sections.index(section)])
        made = ids.of(f"{section.title} #{number + 1}" if number else section.title, section.title)
        self.ids["section"] = ids.by_key
        return made

    def _merge_section(self, section: DraftSection, publication: Any, report: ImportReport) -> None:
        name = f"sections/{self._section_id(section)}.md"
        path, before = self.folder / name, (self.before.get("sections") or {}).get(name)
        self._section(section, name)
        new = self.record["sections"][name]
        if not path.is_file():
            publication["sections"].append({"file": name})
            report.changes.append(Change("added", f"section '{section.title}'"))
            return
        ours = path.read_text("utf-8")
        if before is None:  # never imported: written by hand, and exported for review
            front, body = _front_matter(ours)
            merged = front + merge_text(body, new)
            self.kept.append(new)
            self._add(name, merged)
            if merged != ours:
                report.changes.append(Change("changed", f"section '{section.title}'"))
        elif ours == new:
            self.kept.append(new)
            self.files.pop(name)
        elif ours == before:
            report.changes.append(Change("changed", f"section '{section.title}'"))
        else:
            self.files.pop(name)
            self.kept.append(new)
            kind = "kept" if new == before else "conflict"
            report.changes.append(
                Change(kind, f"section '{section.title}'", "" if kind == "kept" else new, "your text stays")
            )

    def _picture(self, text: str, number: int, picture: DraftPicture) -> str:
        """Bring a picture in, turned and converted where it must be, and put its line into the text."""
        name, data = usable_picture(picture)
        file = f"pictures/{slug(name.rpartition('.')[0])}.{name.rpartition('.')[2]}"
        self.files[file] = data
        alt = picture.alt
        if not alt:
            alt = f"{TO_DO} beskriv bilden {file.rpartition('/')[2]} i en mening"
            self.to_do.append(f"the alt text of {file}: say in one sentence what it shows ({picture.origin})")

        def line(match: re.Match[str]) -> str:
            caption = f' "{match[1]}"' if match[1] else ""
            words = alt.replace("[", "(").replace("]", ")")
            return f"![{words}]({file}{caption})"

        return re.sub(f"\x00{number}\x00([^\x00]*)\x00", line, text)

    def _publication(self, layout: str, sections: list[str], programme: Data) -> str:
        draft = self.draft
        first = self.draft.sections[0] if self.draft.sections else None
        title = draft.title or (first.title if first else self.folder.name.replace("-", " ").capitalize())
        if not draft.title and first:
            draft.guesses.append(Guess(f"title '{title}'", "it is the first heading", 0.5, first.origin))
        elif not draft.title:
            self.to_do.append("the title in publication.yaml: it is made from the folder's name")
        sender = draft.sender or f"{TO_DO} avsändare"
        if not draft.sender:
            self.to_do.append("the sender and the publisher in publication.yaml: the organisation that publishes it")
        parts: list[Data] = [{"file": name} for name in sections]
        data: Data = {"title": title}
        data |= {"subtitle": draft.subtitle} if draft.subtitle else {}
        data |= {
            "language": draft.language,
            "description": f"{TO_DO} en mening om innehållet, för sökmotorer och fillistor.",
            "sender": sender,
            "date": f"{self.today:%Y-%m-%d}",
            "version": "1.0",
            "layout": layout,
            "brand": "neutral",
            "imprint": {"publisher": sender},
            "sections": parts,
        }
        self.to_do.append("the description in publication.yaml: one sentence for search engines and file lists")
        _place_blocks(data, programme)
        parts.append({"block": "imprint"})
        return "# yaml-language-server: $schema=../.schema/publication.schema.json\n" + dump_yaml(data)


def _title(path: Path) -> str:
    """The heading of a section's file."""
    match = re.search(r"^# (.+)$", path.read_text("utf-8"), re.MULTILINE) if path.is_file() else None
    return plain(match[1]) if match else ""


def _front_matter(text: str) -> tuple[str, str]:
    """(the lines between --- and ---, the rest)"""
    match = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return (match[0], text[match.end() :]) if match else ("", text)


def _place_blocks(publication: Any, programme: Data) -> None:
    """The programme and its streams are parts of the publication; what is not placed is reported as lost."""
    parts = publication["sections"]
    for block, needed in (("programme", programme.get("days")), ("streams", programme.get("streams"))):
        if needed and not any(part.get("block") == block for part in parts):
            at = next(
                (index for index, part in enumerate(parts) if part.get("block") in ("links", "contact", "imprint")),
                len(parts),
            )
            parts.insert(at, {"block": block})


def _quoted(text: str) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    return DoubleQuotedScalarString(text)


def usable_picture(picture: DraftPicture) -> tuple[str, bytes]:
    """(name, bytes) of a picture in a kind that can be used: GIF, BMP, HEIC and AVIF become JPEG or PNG, upright."""
    data, name = picture.data, picture.name
    is_heic = data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS
    if not is_heic and data[:3] != b"GIF" and data[:2] != b"BM":
        return name, data
    from PIL import Image, ImageOps, UnidentifiedImageError

    if is_heic:
        try:
            from pillow_heif import register_heif_opener

            register_heif_opener()
        except ImportError:
            return name, data  # the check of pictures then says what to do
    try:
        with Image.open(io.BytesIO(data)) as opened:
            upright = ImageOps.exif_transpose(opened)
            has_alpha = "A" in upright.getbands() or "transparency" in upright.info
            target, kind = io.BytesIO(), "png" if has_alpha or data[:3] == b"GIF" else "jpg"
            upright.convert("RGBA" if has_alpha else "RGB").save(target, "PNG" if kind == "png" else "JPEG", quality=92)
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return name, data
    return f"{name.rpartition('.')[0] or name}.{kind}", target.getvalue()


def _write(folder: Path, content: Path, made: dict[str, bytes], report: ImportReport, *, is_new: bool) -> None:
    if is_new:
        with all_or_nothing(folder) as written:
            for name, data in made.items():
                add_file(folder / name, data, written)
            add_shared(content, written)
        report.written = [path for path in written if path.is_file()]
        return
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, data in made.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.new")
            beside.write_bytes(data)
            waiting.append((beside, path))
        for beside, path in waiting:
            beside.replace(path)
            report.written.append(path)
    except OSError as error:
        raise AccessError(
            f"{folder} cannot be written: {error.strerror or error}.", "Check the folder's permissions."
        ) from error
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
