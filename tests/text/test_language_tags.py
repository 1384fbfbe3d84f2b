"""Language tags: those of the languages of Sweden pass; for names and countries the closest tag is reported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from publisher.text.language_tags import closest_tag, is_language


@pytest.mark.parametrize(
    "tag",
    [
        *("sv", "en", "se", "sma", "smj", "fi", "fit", "rom", "rmy", "yi", "da", "nb", "nn", "is", "fkv", "ovd", "swl"),
        *(
            "ar",
            "so",
            "ti",
            "fa",
            "prs",
            "ku",
            "kmr",
            "ckb",
            "am",
            "bs",
            "hr",
            "sr",
            "uk",
            "pl",
            "ro",
            "tr",
            "th",
            "zh",
        ),
        *("sv-FI", "en-GB", "zh-Hans", "sr-Latn-RS", "es-419", "sv-x-lattlast"),
    ],
)
def test_a_language_is_known(tag: str) -> None:
    assert is_language(tag)
    assert closest_tag(tag) is not None


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("svenska", "sv"),
        ("Engelska", "en"),
        ("english", "en"),
        ("dari", "fa-AF"),
        ("swe", "sv"),
        ("swe-sv", "sv"),
        ("dk", "da"),
        ("en-UK", "en-GB"),
        ("sv_SE", "sv-SE"),
        ("sv-sverige", "sv"),
        ("xx", None),
        ("zzzz", None),
        ("日本", None),
        ("", None),
    ],
)
def test_an_invalid_tag_is_reported_with_the_nearest_valid_one(tag: str, expected: str | None) -> None:
    assert not is_language(tag)
    assert closest_tag(tag) == expected


def test_babel_is_loaded_only_when_a_language_is_asked_for() -> None:
    program = "import sys, publisher.datafiles.fields; print('babel' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"
