"""Where compound words are joined, as far as their letters show it: after the ending of a first part that takes a
joining letter. 'Samhällsbyggnads-förvaltning', 'Gesundheits-wesen'."""

from __future__ import annotations

import re
from itertools import pairwise

SHORTEST = 4  # letters on either side of a joint
# The ends of first parts, with the joining letter, before another consonant or vowel.
SWEDISH = r"(?:nads|ings|skaps|hets|tets|ions|doms|lings|ments|ärs|slags|lands|livs|samhälls|arbets|trafik)"
GERMAN = r"(?:ungs|heits|keits|schafts|ions|täts|ments|tums|lings)"
ENDINGS = {"sv": SWEDISH, "nb": SWEDISH, "nn": SWEDISH, "da": SWEDISH, "de": GERMAN}
SOFT_HYPHEN = "\u00ad"


def joints(word: str, language: str) -> list[int]:
    """Where a word may be parted between the words that it is made of; none where that cannot be seen."""
    endings = ENDINGS.get(language.split("-")[0])
    if endings is None:
        return []
    found = (match.end() for match in re.finditer(endings, word, re.IGNORECASE))
    return [at for at in found if at >= SHORTEST and len(word.rstrip(".,:;!?")) - at >= SHORTEST]


def with_soft_hyphens(word: str, language: str) -> str:
    """The same with a soft hyphen at each joint."""
    edges = [0, *joints(word, language), len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(edges))
