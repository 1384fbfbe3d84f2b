"""The templates write what the formats rely on; of a layout that does not, the finding says what is missing and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.compose import compose, parse
from publisher.compose.contract import CONTRACT, DOCUMENT, document_faults, element_of, faults, of_class
from publisher.compose.part_types import KINDS, Session
from publisher.content.load import load
from publisher.design.layouts import find_layout, layouts
from support import tools
from support.built import TORTURE, TORTURE_CONTENT

FOLDERS = {
    "framat": tools.ROOT / "content" / "framat",
    "almedalen": tools.ROOT / "content" / "almedalen",
    "sheet": tools.TESTS / "content" / "sound" / "content" / "sheet",
    TORTURE: TORTURE_CONTENT / TORTURE,
}
MACROS = (tools.ROOT / "layouts" / "base" / "blocks.html.j2").read_text("utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_every_part_is_written_as_the_contract_says(name: str) -> None:
    document = compose(load(FOLDERS[name]))
    assert [fault for part in document.parts for fault in faults(part, document.tree)] == []
    assert list(document_faults(document.tree)) == []
    assert [str(one) for one in DOCUMENT if len(of_class(document.tree, one.tag, one.name)) != 1] == []
    # In the order of reading: what is read in other formats is in this order, too.
    order = list(document.tree.iter())
    found = [element_of(part, document.tree) for part in document.parts]
    places = [order.index(element) for element in found if element is not None]
    assert places == sorted(places)
    assert len(places) == len(document.parts)


def test_the_samples_have_every_kind_of_part() -> None:
    """Else the test above would hold less than the table says."""
    found = {type(part) for folder in FOLDERS.values() for part in compose(load(folder)).parts}
    assert found == set(CONTRACT) == set(KINDS)
    own = {id for id in layouts() if not find_layout(id).based_on}
    assert {load(folder).info.layout for folder in FOLDERS.values()} == own


@pytest.mark.parametrize("kind", KINDS.values())
def test_each_kind_of_part_has_one_macro(kind: str) -> None:
    assert MACROS.count(f"{{% macro {kind}(") == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('<div class="section-body">', '<div class="text">', 'Section has no <div class="section-body">: its text'),
        (' id="torget"', "", 'Section has no <section class="section">: is fitted by itself'),
        (' data-running="Måndag 2 juli"', "", '<article class="session"> of Programme lacks data-running'),
        ('<header class="cover', '<header class="front', 'Cover has no <header class="cover">'),
        (' data-qr="', ' data-code="', '<img class="qr"> of Cards lacks data-qr'),
    ],
)
def test_a_template_that_breaks_the_contract_is_found(old: str, new: str, said: str) -> None:
    document = compose(load(FOLDERS["sheet"]))
    assert old in document.html
    broken = parse(document.html.replace(old, new))
    found = [fault.message for part in document.parts for fault in faults(part, broken)]
    assert any(fault.startswith(said) for fault in found), found


def test_the_docs_show_the_contract() -> None:
    """Each element that the code relies on stands in the page for designers."""
    page = Path(tools.ROOT / "docs" / "layouts.md").read_text("utf-8")
    rows = {f"`{one}`" for written in CONTRACT.values() for one in written}
    assert sorted(row for row in rows if row not in page) == []
    assert Session.__name__ in page
