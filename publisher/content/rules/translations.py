"""A publication in several languages: folders are named after them, and all say the same."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.content.publication import PUBLICATION, Publication
from publisher.content.reading.folders import misnamed_folders, translation_folders
from publisher.content.rules.faults import fault
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place
from publisher.text.language_tags import closest_tag


def language_rules(publication: Publication) -> Iterator[Finding]:
    """A translation is in the language that its folder is named by, and each language is there once."""
    language, place = publication.info.language, publication.place(PUBLICATION, "language")
    if publication.folder != publication.main:
        if publication.folder.name != language:
            message = say(
                "content:folder-language", path=publication.path, name=publication.folder.name, language=language
            )
            fix = say("content:write-language-rename-folder", name=publication.folder.name, language=language)
            yield fault("translation-folder", message, fix, place)
        if publication.info.site:
            message = say("content:only-publication-yaml-main-language-says")
            fix = say("content:delete-line-files-this-language-go", language=language)
            yield fault("site-of-translation", message, fix, publication.place(PUBLICATION, "site"))
        return
    if publication.folder / language in translation_folders(publication.folder):
        message = say("content:publication-already-but-so-folder", language=language, path=publication.path)
        yield fault("translation-folder", message, say("content:name-folder-after-own-language-delete"), place)
    for folder in misnamed_folders(publication.folder):
        tag = closest_tag(folder.name) or say("content:en-fi-sv-x-lattlast")
        message = say("content:there-publication-folder-which-not-language", name=folder.name)
        fix = say("content:name-folder-translation-after-language-put", tag=tag)
        yield fault("translation-folder", message, fix, Place(f"{publication.path}/{folder.name}/{PUBLICATION}", 1))
