"""A publication in several languages: its folders are called by them, and its languages say the same things."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.content.publication import PUBLICATION, Publication
from publisher.content.reading.folders import misnamed_folders, translation_folders
from publisher.content.rules.faults import fault
from publisher.model.findings import Finding, Place
from publisher.text.language_tags import closest_tag


def language_rules(publication: Publication) -> Iterator[Finding]:
    """A translation is in the language that its folder is named by, and each language is there once."""
    language, place = publication.info.language, publication.place(PUBLICATION, "language")
    if publication.folder != publication.main:
        if publication.folder.name != language:
            message = (
                f"the folder {publication.path} is for '{publication.folder.name}', and the language is '{language}'"
            )
            fix = f"write 'language: {publication.folder.name}', or rename the folder to {language}"
            yield fault("translation-folder", message, fix, place)
        if publication.info.site:
            message = "only the publication.yaml of the main language says where the files will be on the web"
            fix = f"delete the line; the files of this language go in the folder {language} there"
            yield fault("site-of-translation", message, fix, publication.place(PUBLICATION, "site"))
        return
    if publication.folder / language in translation_folders(publication.folder):
        message = f"the publication is already in '{language}', but so is the folder {publication.path}/{language}"
        yield fault("translation-folder", message, "name that folder after its own language, or delete it", place)
    for folder in misnamed_folders(publication.folder):
        tag = closest_tag(folder.name) or "en, fi, sv-x-lattlast, ..."
        message = f"there is a publication in the folder '{folder.name}', which is not a language tag"
        fix = f"name the folder of a translation after its language: {tag}; put another publication beside this one"
        yield fault("translation-folder", message, fix, Place(f"{publication.path}/{folder.name}/{PUBLICATION}", 1))
