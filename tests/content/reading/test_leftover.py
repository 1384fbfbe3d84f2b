"""Markup of other programs: each kind is found at its line, with what to write instead; a backslash clears it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from publisher.content.reading.markdown import render_markdown
from publisher.content.rules.print_ready import print_rules

if TYPE_CHECKING:
    from content.conftest import Sheet

PUBLICATION = "sheet/publication.yaml"


def found(text: str) -> list[tuple[str, int | None, str]]:
    body = render_markdown(f"# Titel\n\n{text}\n", "f.md")
    return [
        (one.id, one.where.line if one.where else None, one.fix)
        for one in body.findings
        if one.id == "content/leftover-markup"
    ]


KINDS = [
    ("Det är ==viktigt== nu.", 3, "remove the ==", "Det är **viktigt** nu."),
    ("Ord^[en not] här.", 3, "write [^1] here", "Ord[^1] här.\n\n[^1]: En not."),
    ("## Rubrik {#rubrik}", 3, "delete it", "## Rubrik"),
    ("## Rubrik {#1.1-x}", 3, "delete it", "## Rubrik"),
    ("{{< figur >}}", 3, "delete it", "Ord."),
    ("Ord\n\n\\newpage", 5, "the layout breaks the pages", "Ord"),
    ("!!! note\n    Ord", 3, "write ::: note", "::: note\nOrd\n:::"),
    ("> [!NOTE]\n> Ord", 3, "write ::: note", "::: note\nOrd\n:::"),
    ("[TOC]", 3, "delete it", "Ord"),
    ("Hej :smile: du", 3, "delete it", "Hej du"),
    ("+---+---+\n| a | b |\n+---+---+", 3, "write the table with |", "| a | b |\n|---|---|\n| c | d |"),
    ("[Så gör du] (https://example.org)", 3, "remove the space", "[Så gör du](https://example.org)"),
    ("Ett ** viktigt ** ord", 3, "without spaces", "Ett **viktigt** ord"),
    ("-**4** kor\n\nOrd", 3, "begin each item with '- '", "- **4** kor"),
    ("•\tEn ko", 3, "begin each item with '- '", "- En ko"),
    ("o\tEn ko", 3, "begin each item with '- '", "- En ko"),
    ("–\tEn ko", 3, "begin each item with '- '", "- En ko"),
    ("##\u00a0Rubrik", 3, "an ordinary space", "## Rubrik"),
    ("##Rubrik", 3, "a space after the #", "## Rubrik"),
    ("Namn\tTid\nAnna\t9.00", 3, "write | between", "| Namn | Tid |\n|---|---|\n| Anna | 9.00 |"),
    ("**Vad kostar det?**\n\nInget.", 3, "write '## '", "## Vad kostar det?\n\nInget."),
    ("Det är interna- tionellt.", 3, "in one piece", "Det är internationellt."),
    ("Se här:\nKartan\n: finns i kiosken", 5, "on one line", "Se här:\n\nKartan\n: finns i kiosken"),
    ("== Rubrik ==", 3, "write '## '", "## Rubrik"),
    ("=== Rubrik", 3, "write '## '", "## Rubrik"),
    ("Det är '''viktigt''' nu", 3, "**words**", "Det är **viktigt** nu"),
    ("Det är ''viktigt'' nu", 3, "**words**", "Det är *viktigt* nu"),
    ("Se [[Torget]] och mer", 3, "[the words]", "Se [torgets sida](https://example.org/torget) och mer"),
    ("![[karta.png]]", 3, "[the words]", "Ord"),
    ("Se [https://example.org/karta kartan]", 3, "[the words]", "Se [stadens karta](https://example.org/karta)"),
    ("Se link:https://example.org/karta[kartan]", 3, "[the words]", "Se [stadens karta](https://example.org/karta)"),
    ("image::karta.png[Karta]", 3, "[the words]", "Ord"),
    ("{| class=x", 3, "write the table with |", "| a | b |\n|---|---|\n| c | d |"),
    ("[NOTE]\nTänk på det", 3, "write ::: note", "::: note\nTänk på det\n:::"),
    (".. note:: Tänk", 3, "delete it, or", "Ord"),
    ("%%internt%%", 3, "delete it", "Ord"),
    ("[caption id=3]Ord[/caption]", 3, "delete it, or", "Ord"),
    ("[gallery ids=3,4]", 3, "delete it, or", "Ord"),
    ("Ord\n{: .stor}", 4, "delete it", "Ord"),
    ("Det är \\textbf{viktigt}", 3, "delete it, or", "Det är **viktigt**"),
    ("Ord {#torget}", 3, "delete it", "Ord"),
    ("## Rubrik {-}", 3, "delete it", "## Rubrik"),
    ("Hej <% namn %>", 3, "delete it", "Hej"),
    ("+++\ntitle = 1", 3, "delete it", "Ord"),
    ("**Obs!**Ta med", 3, "a space between", "**Obs!** Ta med"),
    ("Ord*(nytt)*, ord", 3, "a space between", "Ord *(nytt)*, ord"),
    ("Ett *** viktigt *** ord", 3, "without spaces", "Ett ***viktigt*** ord"),
    ("![Ett hus vid vatten]", 3, "pictures/file.jpg", "![Ett hus vid vatten](pictures/hus.svg)"),
    ("![Ett hus vid vatten](a.svg){width=50%}", 3, "delete it", "![Ett hus vid vatten](a.svg)"),
    ("[Ord]{viktig} här", 3, "delete the braces", "Ord här"),
    ("- [] packa", 3, "'- [ ] '", "- [ ] packa"),
    ("[x] packa\n[ ] köp", 3, "'- [ ] '", "- [x] packa\n- [ ] köp"),
    ("☐ packa\n☑ köp", 3, "'- [ ] '", "- [ ] packa\n- [x] köp"),
    ("Ytan är $x^2$", 3, "km^2^", "Ytan är x^2^"),
    ("o Ett\no Två", 3, "begin each item with '- '", "- Ett\n- Två"),
    ("1.Ett\n2.Två", 3, "begin each item with a number", "1. Ett\n2. Två"),
    ("(1) Ett\n(2) Två", 3, "begin each item with a number", "1. Ett\n2. Två"),
    ("#Vad det kostar\n\nInget.", 3, "a space after the #", "## Vad det kostar\n\nInget."),
    ("__Vad kostar det?__\n\nInget.", 3, "write '## '", "## Vad kostar det?\n\nInget."),
    ("Namn | Tid\nAnna | 9.00", 3, "write | between", "Namn | Tid\n---|---\nAnna | 9.00"),
    ("Ord[1] här.\n\n[1] En not.", 5, "write [^1]", "Ord[^1] här.\n\n[^1]: En not."),
    ("1. Ett\na) Två", 4, "begin each item with a number", "1. Ett\n2. Två"),
]


@pytest.mark.parametrize(("text", "line", "fix", "corrected"), KINDS, ids=[kind[0][:20] for kind in KINDS])
def test_each_kind_is_found_and_its_fix_clears_it(text: str, line: int, fix: str, corrected: str) -> None:
    first = found(text)[0]
    assert first[:2] == ("content/leftover-markup", line)
    assert fix in first[2]
    assert not render_markdown(f"# Titel\n\n{corrected}\n", "f.md").findings


def test_very_many_are_found_in_time_that_grows_with_the_text() -> None:
    started = time.process_time()
    assert len(found("\n\n".join(f"Rad {number} är ==viktig==." for number in range(4000)))) == 4000
    assert time.process_time() - started < 6, "0.6 s in 2026; 30 s where each is looked for among all"


def test_spaces_at_the_ends_of_many_lines_are_one_finding() -> None:
    text = "\n".join(f"Rad {number} har ord.  " for number in range(8))
    assert [one[1] for one in found(text)] == [3]
    assert not found("Rosor är röda,  \nvioler är blå.")


@pytest.mark.parametrize(
    "text",
    [
        r"Skriv \==så här== och \:smile:.",
        "Klockan 10:30:45, förhållandet 3:2:1 och https://example.org/a:b:c",
        "För- och nackdelar, in- eller utsida",
        "**Fet början** på ett stycke som går vidare.",
        "Se filmen [video] och kom ihåg: 5 % rabatt, 10 % moms",
        "Han sa 'hej' och gick till Rock'n'roll-kvällen; vad = vad",
        "Summan 2 + 2 = 4 och x == y",
        "**Obs:** Ta med regnkläder.\n\nOrd.",
        '**"Hej"**, sa hon. **Nej!**, *ja.* (*a*), "**b**", **c:** d **"e"** f, kl.**(nytt)** nu',
        "Priser*: vuxna 5 kr* och barn **gratis** i dag**",
        "Välkommen![^1] Kom!\n\n[^1]: Alla.",
        "Buss | Tåg | Båt och #Val2026, o för och, pris $5 och $6_x, ![] och [] tomt, se [1]",
        "| a | b |\n|---|---|\n| c | d |\n\n: Tabellens text",
        "- [ ] att göra\n- [x] gjort",
    ],
)
def test_what_only_looks_like_it_is_no_finding(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    "value", ["Torg<b>dagen</b>", "Torg &amp; dag", "**Torgdagen**", "[Torget](https://x.se)", "Torg :smile:"]
)
def test_markup_in_a_field_is_found(sheet: Sheet, value: str) -> None:
    sheet.change(PUBLICATION, "title: Torgdagen", f'title: "{value}"')
    found = [one for one in print_rules(sheet.load()) if one.id == "content/leftover-markup"]
    assert [str(one.where) for one in found] == [f"{PUBLICATION}:1"]
