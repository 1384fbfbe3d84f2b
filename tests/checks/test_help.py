"""Readers who can use none of the formats must find a way to ask."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from publisher.checks import Subject
from publisher.checks.help import CHECK
from publisher.compose.facts import Facts
from publisher.content.load import load
from publisher.content.schema import Contact, Telephone
from publisher.formats.edition import Edition
from publisher.model.findings import Severity

if TYPE_CHECKING:
    from checks.conftest import MakeEdition

PHONE, EMAIL = Telephone(number="08-465 004 00"), "hej@example.org"


@pytest.mark.parametrize(
    ("contact", "reported"),
    [
        (Contact(phone=PHONE, email=EMAIL), None),
        (Contact(phone=PHONE), "find no e-mail address"),
        (Contact(email=EMAIL), "find no telephone number"),
        (None, "find no telephone number and no e-mail address"),
    ],
)
def test_readers_who_need_help_find_a_number_and_an_address(
    make_edition: MakeEdition, contact: Contact | None, reported: str | None
) -> None:
    document = make_edition().document
    facts = Facts(load(document.base))
    thing = facts.thing(contact, ("publication.yaml", "contact")) if contact else None
    document = dataclasses.replace(document, contact=thing)
    findings = list(CHECK.run(Subject(Edition(document))))
    assert [(finding.id, finding.severity) for finding in findings] == (
        [("content/no-help", Severity.NOTE)] if reported else []
    )
    assert all(finding.message.endswith(reported or "") for finding in findings)
