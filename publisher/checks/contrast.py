"""brand/low-contrast: a stylesheet sets no text in a colour of the brand that cannot be read there.

The roles (--heading-colour ...) are made to be read, whatever the brand. A layout that names the brand's colours
instead takes its chances.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.design.colour import contrast
from publisher.design.roles import GROUNDS, LEAST, TEXTS, roles
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.paths import shown_path

TEXT_COLOUR = re.compile(r"(?<![-\w])color:\s*var\(--([\w-]+)\)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
MEDIUM = "print"
# (a brand's colour, the role that is safe for text in it)
SAFE = {source: (role, grounds) for role, (source, grounds) in TEXTS.items()}


def low_contrast(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    given = {name: colour.rgb for name, colour in document.brand.colours.items()}
    made = roles(document.brand)
    for path in document.layout.stylesheets(MEDIUM):
        text = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), path.read_text("utf-8"))
        for match in TEXT_COLOUR.finditer(text):
            if (name := match[1]) not in SAFE:
                continue
            role, grounds = SAFE[name]
            ratio, ground = min((contrast(given[name], made[ground].rgb), ground) for ground in grounds)
            if ratio < LEAST:
                yield Finding(
                    "brand/low-contrast",
                    Severity.WARNING,
                    say(
                        "checks:text-brand-has-contrast-1-needs",
                        name=name,
                        given=given[name],
                        ratio=ratio,
                        grounds=GROUNDS[ground],
                        least=LEAST,
                    ),
                    say("checks:write-var-colour-which-made-so", role=role),
                    Place(shown_path(path, document.content), text.count("\n", 0, match.start()) + 1),
                )


CHECK = Check(
    ids=("brand/low-contrast",),
    stage="document",
    rationale="Readers with low vision, and anyone in poor light, cannot read pale text.",
    source="WCAG 2.2, 1.4.3",
    run=low_contrast,
)
