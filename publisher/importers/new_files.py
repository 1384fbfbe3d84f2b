"""The files of a new publication, made of a draft."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from publisher.content.reading.folders import FILES
from publisher.design.layouts import find_layout
from publisher.importers.draft import Draft, DraftPicture, DraftSection, Guess
from publisher.importers.import_report import ImportReport
from publisher.importers.programme_draft import Ids, programme_data, slug
from publisher.importers.usable_pictures import usable_picture
from publisher.importers.yaml_files import dump_yaml
from publisher.model.catalogue import say

TO_DO = "TODO"  # begins a text that only a person can write
PROGRAMME_LAYOUT, TEXT_LAYOUT = "programme-a4", "leaflet-a5"
Data = dict[str, Any]


class NewFiles:
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
            report.to_do.append(say("importers:nothing-in-files"))
        return self.files

    def _add(self, name: str, text: str) -> None:
        self.files[name] = text.encode()

    def _programme(self) -> Data:
        if not self.draft.sessions:
            return {}
        programme = programme_data(self.draft, self.ids)
        self.record["programme"] = programme
        return programme if programme.get("days") else {}

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

    def _picture(self, text: str, number: int, picture: DraftPicture) -> str:
        """Bring a picture in, turned and converted where it must be, and put its line into the text."""
        name, data = usable_picture(picture)
        file = f"pictures/{slug(name.rpartition('.')[0])}.{name.rpartition('.')[2]}"
        self.files[file] = data
        alt = picture.alt
        if not alt:
            alt = f"{TO_DO} beskriv bilden {file.rpartition('/')[2]} i en mening"
            self.to_do.append(say("importers:fill-in-alt", file=file, origin=picture.origin.text))

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
            draft.guesses.append(
                Guess(say("importers:guess-title", title=title), say("importers:first-heading"), 0.5, first.origin)
            )
        elif not draft.title:
            self.to_do.append(say("importers:fill-in-title"))
        sender = draft.sender or f"{TO_DO} avsändare"
        if not draft.sender:
            self.to_do.append(say("importers:fill-in-sender"))
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
        self.to_do.append(say("importers:fill-in-description"))
        place_blocks(data, programme)
        parts.append({"block": "imprint"})
        return "# yaml-language-server: $schema=../.schema/publication.schema.json\n" + dump_yaml(data)


def place_blocks(publication: Any, programme: Data) -> None:
    """The programme and its streams are parts of the publication; what is not placed is reported as lost."""
    parts = publication["sections"]
    for block, needed in (("programme", programme.get("days")), ("streams", programme.get("streams"))):
        if needed and not any(part.get("block") == block for part in parts):
            at = next(
                (index for index, part in enumerate(parts) if part.get("block") in ("links", "contact", "imprint")),
                len(parts),
            )
            parts.insert(at, {"block": block})
