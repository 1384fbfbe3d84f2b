"""A draft -> a publication's folder, new or existing. All files are made first; then they are written, or none is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from publisher.content.reading.folders import FILES, IMPORT_MAPPING
from publisher.importers.draft import Draft, Guess, Origin
from publisher.importers.import_report import ImportReport, count
from publisher.importers.language import guess_language
from publisher.importers.mapping import mapping_text, read_mapping
from publisher.importers.merged_files import MergedFiles
from publisher.importers.new_files import Data, NewFiles
from publisher.importers.programme_draft import slug
from publisher.importers.readers import Mapping, read_file
from publisher.importers.source_parity import unplaced
from publisher.importers.yaml_files import load_yaml
from publisher.model.catalogue import say
from publisher.model.errors import AccessError, UsageError
from publisher.scaffold import add_file, add_shared, all_or_nothing, check_name

RECORD = ".import.json"  # what the last import made: the base of the next one
REPORT = "import.html"
SURE_LANGUAGE, USUAL_LANGUAGE = 0.4, "sv"


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
        raise UsageError(
            say("importers:there-no-publication", into=into, content=content),
            say("importers:leave-into-out-make-new-one"),
        )
    if not into:
        check_name(folder.name)
        if folder.exists():
            raise UsageError(
                say("importers:already-exists", folder=folder), say("importers:bring-files-into-into", name=folder.name)
            )
    mapping = mapping or (read_mapping(folder) if into else Mapping())
    draft, report = Draft(), ImportReport(folder)
    for file in files:
        one = read_file(file, mapping, today)
        report.became[file.name] = count(one)
        draft.add(one)
    _settle_language(draft, files[0], folder)
    writer = (MergedFiles if into else NewFiles)(draft, folder, today, _record(folder))
    made = writer.merged(report) if isinstance(writer, MergedFiles) else writer.new(layout, report)
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


def _placed(made: dict[str, bytes], writer: NewFiles, draft: Draft) -> Iterator[str]:
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
        why = say("importers:by-words")
        draft.language, sure = (guessed, sure) if guessed else (draft.language or USUAL_LANGUAGE, 0.2)
    else:
        why, sure = say("importers:file-says-so"), 0.6
    draft.guesses.append(Guess(say("importers:guess-language", language=draft.language), why, sure, Origin(file.name)))


def _record(folder: Path) -> Data:
    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        return record if isinstance(record, dict) else {}
    except (OSError, ValueError):
        return {}


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
            say("importers:cannot-written", folder=folder, p2=error.strerror or error),
            say("importers:check-folder-permissions"),
        ) from error
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
