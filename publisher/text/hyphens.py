"""Which patterns the words of a language are hyphenated by. The patterns are loaded only when needed."""

from __future__ import annotations

# Languages without patterns of their own name, whose words part as those of another. `no` is Bokmål where nothing else
# is said; Bosnian parts its words as Croatian does in Latin letters, and as Serbian does in Cyrillic ones.
BORROWED_PATTERNS = {"no": "nb", "bs": "hr", "bs-Cyrl": "sr"}


def patterns_of(language: str) -> str | None:
    """The language whose patterns a text in `language` ('no', 'sv-FI') is hyphenated by; None where there are none.
    Patterns are found by the beginning of a tag, the longest first (RFC 4647, 3.4)."""
    share_patterns()
    import pyphen

    found: str | None = pyphen.language_fallback(language.replace("-", "_"))
    return found and found.replace("_", "-")


def share_patterns() -> None:
    """Let Pyphen, and the layout engine that asks it, find the patterns that a language borrows. What Pyphen has of
    the language itself stays first."""
    from pyphen import LANGUAGES_LOWERCASE

    for language, lender in BORROWED_PATTERNS.items():
        LANGUAGES_LOWERCASE.setdefault(language.replace("-", "_").lower(), lender)
