"""Mistakes that were made on purpose, one by one, to judge what the report says of them."""

from __future__ import annotations

from support.mistakes import FIRST, PROGRAMME, PUBLICATION, TEXT, TITLE, Mistake

WORKSHOP = "      - id: verkstad\n        start: 13.30\n"
SECTIONS = (
    "sections:\n  - file: sections/skriv.md\n  - file: sections/visa.md\n  - block: contact\n  - block: imprint\n"
)

MORE_MISTAKES = (
    Mistake(
        "an item without its hyphen",
        PROGRAMME,
        WORKSHOP,
        WORKSHOP.replace("- id", "  id"),
        "duplicate-key",
        "write: - id: verkstad",
        WORKSHOP,
    ),
    Mistake(
        "an item that begins too far to the left",
        PROGRAMME,
        WORKSHOP,
        "    - id: verkstad\n      start: 13.30\n",
        "yaml-syntax",
        "begin this line with 6 spaces",
        WORKSHOP,
    ),
    Mistake(
        "a text with a colon on a line below its field",
        PROGRAMME,
        "description: Här står en beskrivning. Två",
        "description:\n          Här står en beskrivning: två",
        "wrong-kind",
        'put all of it in quotation marks: "Här står en beskrivning: ..."',
        "description: Två",
    ),
    Mistake(
        "a title over two lines",
        PUBLICATION,
        TITLE,
        "title: Din titel\nsom är lång\n",
        "yaml-syntax",
        "indent it, as in '  som är lång'",
        "title: Din titel\n  som är lång\n",
    ),
    Mistake(
        "two telephone numbers",
        PUBLICATION,
        "number: 08-465 004 00",
        "number: 08-465 004 00 eller 08-465 004 10",
        "wrong-form",
        "write only 08-465 004 00 here, and 08-465 004 10 in a text",
        "number: 08-465 004 00",
    ),
    Mistake(
        "a link of Markdown where an address is meant",
        PUBLICATION,
        "url: https://example.org\n",
        "url: '[vår sida](https://oss.se)'\n",
        "wrong-form",
        "write https://oss.se",
        "url: https://oss.se\n",
    ),
    Mistake(
        "one section and no list",
        PUBLICATION,
        SECTIONS,
        "sections: sections/skriv.md\n",
        "wrong-kind",
        "write 'sections:' alone, and on the line below it '  - file: sections/skriv.md'",
        SECTIONS,
    ),
    Mistake(
        "a picture without its ending",
        PUBLICATION,
        "pictures/omslag.svg",
        "pictures/omslag",
        "missing-picture",
        "write pictures/omslag.svg",
        "pictures/omslag.svg",
    ),
    Mistake(
        "no line above the fields",
        TEXT,
        "---\n# The line",
        "# The line",
        "front-matter",
        "add a line --- above the fields",
        "---\n# The line",
    ),
    Mistake(
        "a heading of HTML",
        TEXT,
        FIRST,
        f"{FIRST}\n<h2>Vad vi vill</h2>\n",
        "unsupported-markdown",
        "write '## Vad vi vill'",
        f"{FIRST}\n## Vad vi vill\n",
    ),
    Mistake(
        "bold of HTML that is not closed",
        TEXT,
        FIRST,
        f"{FIRST}\nDet är <b>viktigt att du kommer.\n",
        "unsupported-markdown",
        "write '</b>' after the words",
        f"{FIRST}\nDet är <b>viktigt</b> att du kommer.\n",
    ),
    Mistake(
        "code of HTML",
        PUBLICATION,
        "  text: Bjud in",
        "  text: <code>Bjud</code> in",
        "unsupported-markdown",
        "write the words alone, or as **bold**",
        "  text: Bjud in",
    ),
)
