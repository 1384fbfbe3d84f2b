"""The example that converts a list of sessions: untidy data, without a refused session or a lost word."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from publisher.compose import compose
from publisher.compose.texts import squash
from publisher.content.load import load
from support.tools import ROOT

USUAL: dict[str, Any] = {
    "id": 1, "title": "Så blir ån ren igen", "organiser": "Ånätverket", "start": "2022-07-03 16:00:00",
    "end": "2022-07-03 16:45:00", "category": "Seminarium", "type": "Samtal", "topic_1": "Vatten", "topic_2": None,
    "language": "Svenska", "place": "Hamnplan, H202", "description": "Vem städar?", "more_info": None, "speakers": None,
    "websites": None, "food": False,
}  # fmt: skip
# What real lists hold: days and nights, markup, line ends, nobody, the same person elsewhere, the same title again.
ITEMS = [
    USUAL,
    USUAL | {"id": 2, "start": "2022-07-03 09:00:00", "end": "2022-07-07 18:00:00", "title": "Träff:\n# alla dagar"},
    USUAL | {"id": 3, "start": "2022-07-03 23:00:00", "end": "2022-07-04 02:00:00", "food": True, "topic_2": "Klimat"},
    USUAL | {"id": 4, "language": "Svenska and English", "more_info": "Mer,\növer *flera* rader.", "place": ""},
    USUAL | {"id": 5, "language": "English", "speakers": ["Siv Ek, ordförande, Ånätverket", "Region Å", "Ulf (X), vd"]},
    USUAL
    | {
        "id": 6,
        "speakers": ["Siv Ek, talare, Dalarådet"],
        "websites": ["https://example.org/å", "https://b.example"],
    },
    USUAL | {"id": 7, "end": None, "language": "Meänkieli och mer", "organiser": "A, B och C"},
]


@pytest.fixture
def convert() -> Any:
    spec = importlib.util.spec_from_file_location("convert_sessions", ROOT / "tools" / "convert_sessions.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_session_is_refused_and_no_word_lost(convert: Any, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps(ITEMS), "utf-8")
    shutil.copytree(ROOT / "content" / "brands", tmp_path / "content" / "brands")
    folder = tmp_path / "content" / "veckan"
    assert convert.main([str(tmp_path / "list.json"), str(folder), "--brand", "borlange"]) == 0
    document = compose(load(folder))
    assert len(document.events) == len(ITEMS)
    text = squash("".join(document.tree.itertext()))
    fields = ("title", "organiser", "category", "type", "topic_1", "topic_2", "place", "description", "more_info")
    words = [item[name] for item in ITEMS for name in fields if item[name]]
    words += [part for item in ITEMS for line in item["speakers"] or () for part in line.split(",")]
    words += [address.partition("//")[2] for item in ITEMS for address in item["websites"] or ()]
    words += ["Meänkieli och mer", "På svenska och engelska", "Förtäring: ja", "2022-07-03T23:00"]
    page = squash(document.html)
    markup = str.maketrans("", "", "#*")
    assert [word for word in words if squash(word.translate(markup)) not in text + page] == []
