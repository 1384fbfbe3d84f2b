"""A publication in several languages: its folders are called by them, and its languages say the same things."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.content.publication import PUBLICATION, Publication
from publisher.content.reading.folders import misnamed_folders, translation_folders
from publisher.content.rules.faults import fault
from publisher.model.findings import Finding, Place
from publisher.text.language_tags import meant


def language_rules(publication: Publication) -> Iterator[Finding]:
    """A translation is in the language that its folder is named by, and each language is there once."""
    language, place = publication.info.language, publication.place(PUBLICATION, "language")
    if publication.folder != publication.main:
        if publication.folder.name != language:
            message = (
                f"the folder {publication.path} is for '{publication.folder.name}', and the language is '{language}'"
            )
            fix = f"write 'language: {publication.folder.name}', or call the folder {language}"
            yield fault("translation-folder", message, fix, place)
        if publication.info.site:
            message = "where the files will lie on the web is said once, in the main language's publication.yaml"
            fix = f"delete the line; the files of this language lie in the folder {language} of that place"
            yield fault("site-of-translation", message, fix, publication.place(PUBLICATION, "site"))
        return
    if publication.folder / language in translation_folders(publication.folder):
        message = (
            f"the publication is in '{language}' already, and the folder {publication.path}/{language} holds it again"
        )
        yield fault("translation-folder", message, "call that folder by its own language, or delete it", place)
    for folder in misnamed_folders(publication.folder):
        tag = meant(folder.name) or "en, fi, sv-x-lattlast, ..."
        message = f"there is a publication in the folder '{folder.name}', which is no tag of a language"
        fix = f"a translation's folder is called by its language: {tag}; another publication lies beside this one"
        yield fault("translation-folder", message, fix, Place(f"{publication.path}/{folder.name}/{PUBLICATION}", 1))
