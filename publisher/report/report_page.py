"""A report as one page for a browser: what was found, in words and on pictures of the pages. It needs no network and
no scripts, and is in the language that was chosen."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape
from itertools import count
from pathlib import Path

from publisher.model.catalogue import Message, say, shown, spoken
from publisher.model.errors import PublisherError
from publisher.model.findings import Box, Finding, PagePicture, Result, Severity
from publisher.report.explain import Explanation, explanations
from publisher.report.report_lines import counted, from_here, place_text

OF_A_KIND = 20  # findings that are shown one by one
FEW_KINDS = 3  # of findings, which need no list of contents
PLACES = 200  # of the others
AROUND = 1  # lines of a file that are shown before and after
AROUND_BOX = 1.5  # mm
LEAST = 4.0  # mm of a frame
STYLE = """
:root{color-scheme:light}
body{font:1rem/1.5 system-ui,sans-serif;margin:0;color:#1b1b1b;background:#fff}
header,main{max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.8rem;line-height:1.2}h2{font-size:1.4rem;margin-top:2.5rem;border-top:2px solid #1b1b1b;padding-top:1rem}
h3{font-size:1.15rem;margin:2rem 0 .25rem}h1,h2,h3,p,li{overflow-wrap:anywhere}p{margin:.25rem 0;max-width:44rem}
ol,ul{padding-left:1.5rem}li{margin:.75rem 0}.kinds li{margin:.25rem 0}
.severity{font-weight:700;padding:.1em .5em;border-radius:.3em;color:#fff}
.error{background:#a4000f}.warning{background:#7a4b00}.note{background:#1d4e89}
.place{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
.why{color:#444}
pre{white-space:break-spaces;overflow-wrap:anywhere;background:#f3f3f0;padding:.5rem;margin:.5rem 0}
mark{background:#ffe08a;color:#1b1b1b}
.pages{display:flex;flex-wrap:wrap;gap:1.5rem 2.5rem;padding:0 0 0 1.5rem}
figure{margin:0}.page{position:relative;border:1px solid #777}
.page img{display:block;width:100%}
.frame{position:absolute;border:3px solid #a4000f;box-sizing:border-box}
.frame b{position:absolute;right:100%;top:-3px;line-height:1.5em;padding:0 .35em;font-size:.8rem;white-space:nowrap}
.frame b{background:#a4000f;color:#fff}
a{color:#0b4f9e}
@media print{.page{break-inside:avoid}}
"""


def report_page(
    results: Sequence[Result], errors: Sequence[PublisherError], content: Path, findings: Sequence[Finding] = ()
) -> str:
    """The page on several publications: what was built of each, what was found, and the errors that stopped others.
    `findings` are those of a check, which builds nothing."""
    lines = [*_parts(results, errors, content, findings)]
    title = escape(_word("report-title"))
    return (
        f'<!doctype html>\n<html lang="{spoken()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n" + "\n".join(lines) + "\n</body>\n</html>\n"
    )


def _parts(
    results: Sequence[Result], errors: Sequence[PublisherError], content: Path, findings: Sequence[Finding]
) -> Iterator[str]:
    of_errors = [one for error in errors for one in getattr(error, "findings", ())]
    everything = [*of_errors, *findings, *(one for result in results for one in result.findings)]
    yield f"<header><h1>{escape(_word('report-title'))}</h1>"
    yield f"<p>{escape(counted(everything) or _word('nothing-found'))}</p></header>\n<main>"
    numbers, known = count(1), explanations(spoken())
    for index, error in enumerate(errors, 1):
        yield f"<h2>{escape(_word('not-built'))}</h2>"
        yield f"<p>{_text(error.message)} {_text(error.fix)}</p>"
        yield from _findings(getattr(error, "findings", ()), content, known, numbers, (), f"error-{index}")
    if findings:
        yield f"<h2>{escape(_word('content-checked'))}</h2>"
        yield from _findings(findings, content, known, numbers, (), "content")
    for index, result in enumerate(results, 1):
        yield f"<h2>{escape(f'{result.title} ({result.name})')}</h2>"
        if result.written:
            names = [escape(one.filename) for one in result.artifacts]
            yield f"<p>{escape(_word('files-in'))} <span class=place>{escape(from_here(result.folder))}</span></p>"
            yield f"<ul>{''.join(f'<li>{name}</li>' for name in names)}</ul>"
        else:
            yield f"<p>{escape(shown(say('report:nothing-written')))}</p>"
        yield from _findings(result.findings, content, known, numbers, result.pages, f"page-{index}")
    yield "</main>"


def _findings(
    findings: Sequence[Finding],
    content: Path,
    known: dict[str, Explanation],
    numbers: Iterator[int],
    pages: Sequence[PagePicture],
    anchor: str,
) -> Iterator[str]:
    """The findings by kind, the worst first, then the pages with the places marked."""
    kinds: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.severity, finding.id), []).append(finding)
    marks: dict[int, list[tuple[int, Box | None]]] = {}
    ordered = sorted(kinds.items(), key=lambda one: (-one[0][0].rank, one[0][1]))
    if len(ordered) > FEW_KINDS:
        yield from _contents([(known[id].what if id in known else id, len(kind)) for (_, id), kind in ordered], anchor)
    for index, ((severity, id), kind) in enumerate(ordered, 1):
        about = known.get(id)
        label = f'<span class="severity {severity.value}">{escape(_word(severity.value))}</span>'
        yield f'<h3 id="{anchor}-kind-{index}">{label} {escape(about.what if about else id)}</h3>'
        if about:
            yield f'<p class="why">{escape(about.why)} <span class="place">{escape(id)}</span></p>'
        yield "<ol>"
        for finding in kind[:OF_A_KIND]:
            number = next(numbers)
            page, box = _mark(finding, pages)
            if page:
                marks.setdefault(page, []).append((number, box))
            item = _item(finding, content, f"{anchor}-{page}" if page else "")
            yield f'<li value="{number}" id="finding-{number}">{item}</li>'
        yield "</ol>"
        if rest := kind[OF_A_KIND:]:
            places = list(dict.fromkeys(filter(None, (place_text(one, content) for one in rest))))[:PLACES]
            more = shown(say("report:more-like-it", count=len(rest), id=id))
            yield f'<p>{escape(more)}: <span class="place">{escape(", ".join(places))}</span></p>'
    if pages:
        yield f"<h3>{escape(_word('the-pages'))}</h3>\n<div class=pages>"
        for one in pages:
            yield _page(one, marks.get(one.number, ()), anchor)
        yield "</div>"


def _contents(kinds: Sequence[tuple[str, int]], anchor: str) -> Iterator[str]:
    """Links to the kinds of findings, with how many there are of each."""
    yield '<ul class="kinds">'
    for index, (what, count_of_it) in enumerate(kinds, 1):
        link = f'<a href="#{anchor}-kind-{index}">{escape(what.removesuffix("."))}</a>'
        yield f"<li>{link} ({count_of_it})</li>"
    yield "</ul>"


def _item(finding: Finding, content: Path, anchor: str) -> str:
    place = escape(place_text(finding, content))
    if anchor:
        place = f'<a href="#{anchor}">{place}</a>'
    return (
        f"<p>{_text(finding.message)}</p><p><strong>{escape(_word('explain-fix'))}:</strong> {_text(finding.fix)}</p>"
        + (f'<p class="place">{place}</p>' if place else "")
        + _lines(finding, content)
    )


def _lines(finding: Finding, content: Path) -> str:
    """The line of the file, with those around it."""
    if not finding.where or not finding.where.line:
        return ""
    try:
        lines = (content / finding.where.file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    index = finding.where.line - 1
    if index >= len(lines):
        return ""
    shown_lines = []
    for at in range(max(0, index - AROUND), min(len(lines), index + AROUND + 1)):
        text = escape(f"{at + 1:4}  {lines[at][:300]}")
        shown_lines.append(f"<mark>{text}</mark>" if at == index else text)
    return f"<pre>{chr(10).join(shown_lines)}</pre>"


def _page(page: PagePicture, marked: Sequence[tuple[int, Box | None]], anchor: str) -> str:
    """A page with its places in frames, and below it the numbers of what was found on it."""
    frames = "".join(_frame(numbers, box, page) for box, numbers in _by_box(marked).items())
    links = " ".join(f'<a href="#finding-{number}">{number}</a>' for number, _ in marked)
    alt = shown(say("report:page-picture", page=page.number, count=len(marked)))
    data = base64.b64encode(page.data).decode()
    width = f"{min(page.width, 210) * 2.2:.0f}px"
    caption = escape(shown(say("report:page", page=page.number))) + (f": {links}" if links else "")
    return (
        f'<figure id="{anchor}-{page.number}" style="width:min(100%,{width})"><div class="page">'
        f'<img src="data:image/png;base64,{data}" alt="{escape(alt)}">{frames}</div>'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _frame(numbers: str, box: Box, page: PagePicture) -> str:
    """In percent of the page; what reaches beyond it is framed up to its edge."""
    left, top, width, height = box
    right = min(max(left + width + AROUND_BOX, left + LEAST), page.width)
    bottom = min(max(top + height + AROUND_BOX, top + LEAST), page.height)
    left, top = min(max(left - AROUND_BOX, 0), page.width - LEAST), min(max(top - AROUND_BOX, 0), page.height - LEAST)
    sides = (
        f"left:{left / page.width:.2%};top:{top / page.height:.2%};"
        f"width:{max(right - left, LEAST) / page.width:.2%};height:{max(bottom - top, LEAST) / page.height:.2%}"
    )
    return f'<span class="frame" style="{sides}" aria-hidden="true"><b>{numbers}</b></span>'


def _by_box(marked: Sequence[tuple[int, Box | None]]) -> dict[Box, str]:
    """The numbers of what was found in each place: several may be in one."""
    found: dict[Box, list[str]] = {}
    for number, box in marked:
        if box:
            found.setdefault(box, []).append(str(number))
    return {box: ", ".join(numbers) for box, numbers in found.items()}


def _mark(finding: Finding, pages: Sequence[PagePicture]) -> tuple[int | None, Box | None]:
    """The page and place of a finding: its own, or where the line of the content stands that it is at."""
    if finding.page:
        on_picture = any(page.number == finding.page for page in pages) and _is_of_print(finding)
        return (finding.page, finding.box) if on_picture else (None, None)
    where = finding.where
    if not where or not where.line:
        return None, None
    found = [
        (place.line or 0, page.number, box)
        for page in pages
        for place, box in page.places
        if place.file == where.file and (place.line or 0) <= where.line
    ]
    if not found:
        return None, None
    line, number, box = max(found, key=lambda one: (one[0], -one[1]))
    is_field = where.file.endswith((".yaml", ".yml"))
    return (number, box) if line == where.line or not is_field else (None, None)


def _is_of_print(finding: Finding) -> bool:
    """Whether its page is one of those in the pictures, and none of the large print."""
    return dict(finding.values).get("medium", "print") == "print"


def _text(text: str) -> str:
    """A text as HTML; one that is in no catalogue is English."""
    written = escape(shown(text))
    return written if isinstance(text, Message) or spoken() == "en" or not text else f'<span lang="en">{written}</span>'


def _word(name: str) -> str:
    return shown(say(f"report:{name}"))
