"""How long the property tests search: the same few examples in every run, or many new ones on request.

`pytest --hypothesis-profile=long -m fuzz` is the long search.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

EXAMPLES, MANY = 60, 3000


def choose_profile() -> None:
    """The usual search. An option of the command line, which is read later, chooses another."""
    rules = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
    # Derandomised: a run is red because of its change, and never by chance. No files are kept.
    settings.register_profile("usual", derandomize=True, max_examples=EXAMPLES, **rules)
    settings.register_profile("long", max_examples=MANY, print_blob=True, **rules)
    settings.load_profile("usual")
