"""The files of a publication that is there already, merged with a draft: comments and edits by hand stay."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from publisher.content.reading.folders import FILES
from publisher.importers.documents.read_blocks import plain
from publisher.importers.draft import DraftSection
from publisher.importers.import_report import Change, ImportReport
from publisher.importers.merge import merge_programme, next_version, only_said, plain_data
from publisher.importers.new_files import Data, NewFiles, place_blocks
from publisher.importers.publication_file import merge_data
from publisher.importers.text_merge import merge_text
from publisher.importers.yaml_files import dump_yaml, load_yaml
from publisher.model.catalogue import say


class MergedFiles(NewFiles):
    """Makes the files that change."""

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
                report.changes.append(
                    Change("changed" if before else "added", say("importers:changed-section", title=name))
                )
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

    def _merge_programme(self, theirs: Data, publication: Any, report: ImportReport) -> None:
        path = self.folder / "programme.yaml"
        if not path.is_file():
            self._add("programme.yaml", dump_yaml(theirs))
            report.changes.append(
                Change(
                    "added",
                    "programme",
                    "",
                    say("importers:count-sessions", count=sum(len(day["sessions"]) for day in theirs["days"])),
                )
            )
            place_blocks(publication, theirs)
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

    def _merge_section(self, section: DraftSection, publication: Any, report: ImportReport) -> None:
        name = f"sections/{self._section_id(section)}.md"
        path, before = self.folder / name, (self.before.get("sections") or {}).get(name)
        self._section(section, name)
        new = self.record["sections"][name]
        if not path.is_file():
            publication["sections"].append({"file": name})
            report.changes.append(Change("added", say("importers:changed-section", title=section.title)))
            return
        ours = path.read_text("utf-8")
        if before is None:  # never imported: written by hand, and exported for review
            front, body = _front_matter(ours)
            merged = front + merge_text(body, new)
            self.kept.append(new)
            self._add(name, merged)
            if merged != ours:
                report.changes.append(Change("changed", say("importers:changed-section", title=section.title)))
        elif ours == new:
            self.kept.append(new)
            self.files.pop(name)
        elif ours == before:
            report.changes.append(Change("changed", say("importers:changed-section", title=section.title)))
        else:
            self.files.pop(name)
            self.kept.append(new)
            kind = "kept" if new == before else "conflict"
            report.changes.append(
                Change(
                    kind,
                    say("importers:changed-section", title=section.title),
                    "" if kind == "kept" else new,
                    say("importers:your-text-stays"),
                )
            )


def _title(path: Path) -> str:
    """The heading of a section's file."""
    match = re.search(r"^# (.+)$", path.read_text("utf-8"), re.MULTILINE) if path.is_file() else None
    return plain(match[1]) if match else ""


def _front_matter(text: str) -> tuple[str, str]:
    """(the lines between --- and ---, the rest)"""
    match = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return (match[0], text[match.end() :]) if match else ("", text)


def _quoted(text: str) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    return DoubleQuotedScalarString(text)
