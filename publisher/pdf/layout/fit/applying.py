"""Sets a plan on the elements of its parts, as classes and lengths, and says what was chosen for each."""

from __future__ import annotations

from publisher.design.fit_settings import FitTable
from publisher.model.catalogue import say
from publisher.model.findings import FitChoice
from publisher.pdf.layout.fit.densities import USUAL
from publisher.pdf.layout.fit.elements import classes, set_leads
from publisher.pdf.layout.fit.page_groups import PT_TO_MM, Group, Part, on_grid
from publisher.pdf.layout.fit.plan import STAGED_UNDER
from publisher.pdf.layout.fit.section_fit import FORMS, SectionFit


def apply_group(table: FitTable, sections: SectionFit, group: Group, at: int, page: int) -> None:
    """Set the part at the place `at` of a group, which begins on a page."""
    index = group.parts[at]
    elements = sections.parts[index]
    density = table.densities[group.density]
    line = density.text[1] * group.stretch * PT_TO_MM
    names = [f"fit-{group.density}"]
    style = ""
    if group.stretch > 1:
        style = f"--line:{density.text[1] * group.stretch:g}pt;--lead-line:{density.lead[1] * group.stretch:g}pt;"
    spacing = style
    beside = group.form in FORMS and at == 0
    measured = sections.measured(index, group.density, group.form if beside else "")
    at_head = group.at_head(at, table.room)
    if not at_head:
        names.append("run-on")
    if group.pages > 1:
        names.append("may-part")
    if height := group.pictures[at]:
        style += f"--band-height:{on_grid(height, line, table.head if at_head else 0.0):.3f}mm;"
        if beside:
            # At the outer edge of its page: pictures of facing pages stand on different sides.
            names += [f"pic-{group.form}", *(["pic-start"] if page % 2 == 0 else [])]
            picture = sections.picture(index)
            style += f"--pic:{picture.aside:.3f}mm;" if picture and group.form == "wrap" else ""
        if measured.caption and not (beside and group.form == "wrap"):
            style += f"--caption:{measured.caption:.3f}mm;"
    if group.pages == 1 and not any(group.pictures) and group.filled < STAGED_UNDER:
        names.append("staged")
        if at == 0:
            style += f"--push:{int(max(0.0, table.room - group.height) * 0.4 / line) * line:.3f}mm;"
    for element in elements:
        element.set("class", " ".join([*classes(element), *names]))
    if style:
        elements[0].set("style", f"{elements[0].get('style') or ''}{style}")
    for element in elements[1:] if spacing else ():
        element.set("style", f"{element.get('style') or ''}{spacing}")
    set_leads(elements, measured, group.stretch)


def explain(part: Part, group: Group, at: int, page: int) -> FitChoice:
    """What was chosen for the part at the place `at` of a group, which begins on a page."""
    chosen = [say("pdf:as-is", chosen=group.density)]
    if group.stretch > 1:
        chosen.append(say("pdf:lines-further-apart", share=round((group.stretch - 1) * 100)))
    if group.pictures[at]:
        beside = group.form in FORMS and at == 0
        height = round(group.pictures[at])
        chosen.append(say("pdf:picture-beside" if beside else "pdf:picture-at-head", height=height))
    if at:
        chosen.append(say("pdf:on-page-before"))
    shown = dict.fromkeys((group.density, USUAL))
    heights = ", ".join(f"{name} {part.flows[name].height:.0f}" for name in part.flows if name in shown)
    filled = round(group.filled * 100)
    why = say("pdf:fills-pages", pages=group.pages, filled=filled, heights=heights)
    if group.pages == 1:
        why = say("pdf:fills-page", filled=filled, heights=heights)
    return FitChoice(part.name, say("pdf:chosen", chosen=chosen), why, group.filled, page)
