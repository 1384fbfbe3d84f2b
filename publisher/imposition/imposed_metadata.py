"""What an imposed file may go on saying of itself (XMP, ISO 16684-1)."""

from __future__ import annotations

from lxml import etree

from publisher.model.catalogue import Message, say

CLAIMS: dict[str, Message | None] = {
    "http://www.aiim.org/pdfua/ns/id/": say("imposition:claim-pdf-ua"),
    "http://www.aiim.org/pdfa/ns/id/": say("imposition:claim-pdf-a"),
    "http://pdfa.org/declarations/": say("imposition:claim-declarations"),
    "http://www.aiim.org/pdfa/ns/extension/": None,  # describes the others to PDF/A
}


def without_claims(packet: bytes) -> tuple[bytes, list[Message]]:
    """The packet without the claims that sheets of several pages cannot keep, and what went. PDF/X stays. A packet that
    cannot be read stays as it is."""
    try:
        root = etree.fromstring(packet, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return packet, []
    dropped = dict[Message | None, None]()
    for element in list(root.iter("*")):
        for name in list(element.attrib):
            if (space := etree.QName(name).namespace) in CLAIMS:
                del element.attrib[name]
                dropped[CLAIMS[space]] = None
        space = etree.QName(element).namespace
        parent = element.getparent()
        if space in CLAIMS and parent is not None:
            parent.remove(element)
            dropped[CLAIMS[space]] = None
    if not dropped:
        return packet, []
    etree.cleanup_namespaces(root)
    body = etree.tostring(root, encoding="utf-8")
    made = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n%b\n<?xpacket end="w"?>' % body
    return made, [said for said in dropped if said]
