"""What stands in a list of contents."""

from __future__ import annotations

import copy

from lxml import etree

from publisher.compose.contract import of_class
from publisher.model.html_names import LINK_ADDRESS


def contents_entry(heading: etree._Element) -> etree._Element:
    """A link to the section of `heading`, with its languages and abbreviations, and without printed addresses."""
    entry = copy.deepcopy(heading)
    entry.tail = None
    for address in of_class(entry, "*", LINK_ADDRESS):
        address.drop_tree()
    etree.strip_tags(entry, "a")
    for element in entry.iter():
        for name in set(element.attrib) - {"lang", "dir", "title"}:
            del element.attrib[name]
    section = next(ancestor for ancestor in heading.iterancestors() if ancestor.get("id"))
    entry.tag = "a"
    entry.set("href", f"#{section.get('id')}")
    return entry
