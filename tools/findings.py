"""Write docs/findings.md, and docs/findings.sv.md in Swedish, from the catalogue of findings.

Run after a change of the catalogue: `.venv/bin/python tools/findings.py`. A test fails when the two differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publisher.model.catalogue import ENGLISH, in_language, languages, say
from publisher.report.explain import Explanation, explanations

DOCS = Path(__file__).resolve().parent.parent / "docs"


def page_name(language: str) -> str:
    return "findings.md" if language == ENGLISH else f"findings.{language}.md"


def page(language: str) -> str:
    """The page that explains every finding in a language."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: str) -> Iterator[str]:
    def word(name: str) -> str:
        return in_language(say(f"report:{name}"), language)

    yield f"# {word('findings-title')}"
    yield ""
    yield word("findings-opening")
    room = ""
    for one in explanations(language).values():
        if one.id.partition("/")[0] != room:
            room = one.id.partition("/")[0]
            yield from ("", f"## {room}")
        yield from ("", f"### {one.id}", "")
        severities = ", ".join(word(name) for name in one.severities)
        yield f"{one.what} ({severities})" if severities else one.what
        yield ""
        yield f"- {word('explain-why')}: {one.why}"
        yield f"- {word('explain-fix')}: {one.fix}"
        yield from _example(one, word("explain-wrong"), word("explain-right"))
        yield f"- {word('explain-source')}: {one.source}"


def _example(one: Explanation, wrong: str, right: str) -> Iterator[str]:
    for name, text in ((wrong, one.wrong), (right, one.right)):
        yield from (f"- {name}:", "", "  ```text", *(f"  {line}".rstrip() for line in text.splitlines()), "  ```", "")


def main() -> None:
    for language in languages():
        (DOCS / page_name(language)).write_text(page(language), "utf-8")


if __name__ == "__main__":
    main()
