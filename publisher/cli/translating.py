"""publisher translate"""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli.common import content_option, echo, handle_errors, usual_folder
from publisher.model.catalogue import say
from publisher.model.errors import ExitCode, UsageError
from publisher.model.nearest import there_are


@click.command("translate")
@click.argument("name")
@click.argument("language")
@content_option
@handle_errors
def translate_command(name: str, language: str, content: Path | None) -> int:
    from publisher.content.load import publication_names
    from publisher.content.reading.folders import TEXTS
    from publisher.content.translation_draft import draft, sections_that_lack, texts_that_lack
    from publisher.model.graphemes import normal, on_disk
    from publisher.scaffold import add_file, all_or_nothing
    from publisher.text.language_tags import closest_tag, is_language

    content = content or usual_folder("content")
    if normal(name) not in (known := publication_names(content)):
        raise UsageError(say("content:there-no-publication", name=name, parent=content), there_are(name, known))
    if not is_language(language):
        fix = say("datafiles:write", p1=closest_tag(language) or say("content:en-fi-sv-x-lattlast"))
        raise UsageError(say("cli:no-language-tag", language=language), fix)
    folder = content / on_disk(content, name) / language
    if (folder / "publication.yaml").is_file():
        raise UsageError(say("cli:has-publication-of-own", folder=folder), say("cli:translate-there-or-delete"))
    lacking, file = texts_that_lack(folder), folder / TEXTS
    if not file.exists():
        with all_or_nothing(folder) as made:
            add_file(file, draft(lacking, language).encode(), made)
        echo(say("cli:made-texts", file=file, count=sum(len(one.texts) for one in lacking)))
    elif lacking:
        echo(say("cli:texts-lack", file=file, count=sum(len(one.texts) for one in lacking)))
        click.echo(draft(lacking, language, head=False), nl=False)
    else:
        echo(say("cli:no-texts-lack", file=file))
    for section in sections_that_lack(folder):
        echo(say("cli:section-lacks", main=section.relative_to(content), own=folder.relative_to(content) / "sections"))
    return ExitCode.OK
