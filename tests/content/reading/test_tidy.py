"""What is safe is corrected, and no word changes."""

from __future__ import annotations

import pytest

from publisher.content.reading.leftover import ID
from publisher.content.reading.markdown import render_markdown
from publisher.content.reading.tidy import tidied


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("##\u00a0Rubrik\n", "## Rubrik\n"),
        ("##Rubrik\n", "## Rubrik\n"),
        ("## Rubrik {#rubrik}\n", "## Rubrik\n"),
        ("## På väg {#pa-vag .stor}\n\n[dit](#pa-vag)\n", "## På väg\n\n[dit](#pa-vag)\n"),
        ("•\tEn ko\n•\tTvå kor\n", "- En ko\n- Två kor\n"),
        ("o\tEn ko\n", "- En ko\n"),
        ("•\tKor\no\tEn ko\no\tTvå\n•\tFår\n", "- Kor\n  - En ko\n  - Två\n- Får\n"),
        ("-**4** kor\n", "- **4** kor\n"),
        ("Ett ** viktigt ** ord\n", "Ett **viktigt** ord\n"),
        ("[Så gör du] (https://example.org)\n", "[Så gör du](https://example.org)\n"),
        ("10*2*3 kr\n", "10\\*2\\*3 kr\n"),
        ("2026. Sedan\n", "2026\\. Sedan\n"),
        ("+ 46 70 12 34 56\n", "\\+ 46 70 12 34 56\n"),
        ("Leser*innen und Bürger*innen\n", "Leser\\*innen und Bürger\\*innen\n"),
        ("Ett *** viktigt *** ord **nu** och **då ** nu\n", "Ett ***viktigt*** ord **nu** och **då** nu\n"),
        ("== Vad ==\n\n=== Hur\n", "## Vad\n\n### Hur\n"),
        ("- [] packa\n", "- [ ] packa\n"),
        ("[x] packa\n[ ] köp\n", "- [x] packa\n- [ ] köp\n"),
        ("☐ packa\n☑ köp\n", "- [ ] packa\n- [x] köp\n"),
        ("1.Ett\n2.Två\n", "1. Ett\n2. Två\n"),
        ("o Ett\no Två\n", "- Ett\n- Två\n"),
        ("Det är '''viktigt''' och ==nytt==\n", "Det är **viktigt** och **nytt**\n"),
        ("[https://example.org stadens karta]\n", "[stadens karta](https://example.org)\n"),
        ("Se link:https://example.org[stadens karta]\n", "Se [stadens karta](https://example.org)\n"),
        ("`Stadens karta <https://example.org>`_\n", "[Stadens karta](https://example.org)\n"),
        ("Ett\n\n\\newpage\n\n[TOC]\n\nTvå\n{: .stor}\n", "Ett\n\nTvå\n"),
        ("## Rubrik {-}\n", "## Rubrik\n"),
        ("![Ett hus vid vatten](a.svg){width=50% height=3cm}\n", "![Ett hus vid vatten](a.svg)\n"),
        ("!!! note\n    Ett\n    två\n\nTre\n", "::: note\nEtt\ntvå\n:::\n\nTre\n"),
        ("> [!NOTE]\n> Ett\n", "::: note\nEtt\n:::\n"),
        ("Kommunalra\u030adet\r\n", "Kommunalrådet\n"),
        ('!!! note "Tänk på"\n    Ett\n', "::: note\n**Tänk på**\n\nEtt\n:::\n"),
        ("**Det här händer**\n\nVi planterar.\n", "## Det här händer\n\nVi planterar.\n"),
        ("## Om\n\n**Mera om**\n\nText.\n\n__Nu__\n\nText.\n", "## Om\n\n### Mera om\n\nText.\n\n### Nu\n\nText.\n"),
        ("-Bänkar\n-Träd\n–Lek\n", "- Bänkar\n- Träd\n- Lek\n"),
        (
            "Linje | Avgång\nBuss | 9.05\nTåg | 10.15\n",
            "| Linje | Avgång |\n|---|---|\n| Buss | 9.05 |\n| Tåg | 10.15 |\n",
        ),
        (
            "Linje\tAvgång\nBuss\t9.05\nTåg\t10.15\n",
            "| Linje | Avgång |\n|---|---|\n| Buss | 9.05 |\n| Tåg | 10.15 |\n",
        ),
        (
            "Ord ^[En not.] och[^1] ord^[Två].\n\n[^1]: Not.\n",
            "Ord[^2] och[^1] ord[^3].\n\n[^1]: Not.\n\n[^2]: En not.\n[^3]: Två\n",
        ),
        ("Rad.  \n" * 7, "Rad.\n" * 7),
    ],
)
def test_it_is_tidied_and_then_has_no_finding(before: str, after: str) -> None:
    assert tidied(f"# Titel\n\n{before}") == f"# Titel\n\n{after}"
    body = render_markdown(f"# Titel\n\n{after}", "f.md")
    assert not [one for one in body.findings if one.id in (ID, "content/swallowed")]


@pytest.mark.parametrize(
    "text",
    [
        "# Titel\n\nRosor är röda,  \nvioler är blå.\n",
        "---\nkicker: Ord {#x}\n---\n# Titel\n\nEtt **ord** och *ett*.\n\n- a\n- b\n\n> Citat\n>\n> — Någon\n",
        "# Titel\n\n## Rubrik {#resan}\n\n[dit](#resan)\n",
        "# Titel\n\n| a | b |\n|---|---|\n| x | y |\n\n: Text\n",
        "# Titel\n\n2 ** 3 och 4 ** 5\n",
        '# Titel\n\n**Obs:** x **"y"** z, 2*3* och +46 70 123 45 67\n',
        "# Titel\n\n**Vad det kostar**\n\n– Hej, sa hon.\n– Hej.\n\n> [!WARNING]\n> Halt^[Ja.]\n",
        "# Titel\n\n**Ett ord till er:**\n\nText.\n\n**Viktigt**\n\n**Två rader**\n\n## Nu\n",
        "# Titel\n\n–Hej, sa hon.\n–Hej.\n\n-5 grader\n-6 grader\n",
        "# Titel\n\nBuss | 9.05\nTåg | 10.15\n\nAnna\tordförande\nBo\tsekreterare\n",
        "# Titel\n\na | b | c\nd | e | f\n",
        "# Titel\n\n1.Maj är röd\n\no Ett\n",
    ],
)
def test_the_rest_stays_byte_by_byte(text: str) -> None:
    assert tidied(text) == text


def test_a_text_that_begins_in_bold_begins_with_its_heading() -> None:
    assert tidied("**Ny park**\n\nKommunen bygger.\n") == "# Ny park\n\nKommunen bygger.\n"
