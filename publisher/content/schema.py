"""What a publication may hold: the content schema, as types. Each file is in a module of its own, `schema_*`.

`publisher schema` publishes them as JSON Schema, so that editors complete and check while one types. Field descriptions
are what the editor shows.
"""

from __future__ import annotations

from typing import Literal

from publisher.content.schema_places import ACCESS_LABELS, Access, Stream, Venue
from publisher.content.schema_programme import (
    Day,
    ProgrammeFile,
    ProgrammeForm,
)
from publisher.content.schema_publication import (
    BlockKind,
    Cover,
    CoverType,
    Density,
    Fit,
    Imprint,
    OfPage,
    PictureForm,
    PublicationFile,
    SectionEntry,
    SectionFile,
    Waiver,
)
from publisher.content.schema_session import ContactPerson, FurtherLink, Session, Speaker
from publisher.content.schema_shared import (
    Contact,
    Link,
    Person,
    Picture,
    Telephone,
    Visit,
)
from publisher.content.schema_texts import texts_file
from publisher.datafiles.fields import Strict
from publisher.design.brands import BrandFile
from publisher.presses.profiles import PressFile

__all__ = [
    "ACCESS_LABELS",
    "SCHEMAS",
    "Access",
    "BlockKind",
    "Contact",
    "ContactPerson",
    "Cover",
    "CoverType",
    "Day",
    "Density",
    "Fit",
    "FurtherLink",
    "Imprint",
    "Link",
    "OfPage",
    "Person",
    "Picture",
    "PictureForm",
    "ProgrammeFile",
    "ProgrammeForm",
    "PublicationFile",
    "SchemaName",
    "SectionEntry",
    "SectionFile",
    "Session",
    "Speaker",
    "Stream",
    "Telephone",
    "Venue",
    "Visit",
    "Waiver",
]

SCHEMAS: dict[str, type[Strict]] = {
    "publication": PublicationFile,
    "programme": ProgrammeFile,
    "section": SectionFile,
    "brand": BrandFile,
    "press": PressFile,
    "texts": texts_file(),
}
SchemaName = Literal["publication", "programme", "section", "brand", "press", "texts"]
