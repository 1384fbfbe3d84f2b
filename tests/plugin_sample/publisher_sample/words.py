"""words: every text of the document as a JSON list, for programs that count or translate."""

import json

from publisher.formats import Format
from publisher.formats.edition import Edition
from publisher.formats.read_back import ReadBack


def render(edition: Edition) -> bytes:
    body = edition.document.tree.find("body")
    texts = [text.strip() for text in body.itertext() if text.strip()]
    texts += [image.get("alt", "") for image in body.iter("img") if not image.get("data-qr")]
    links = [link.get("href") for link in body.iter("a") if link.get("href")]
    return json.dumps({"texts": texts, "links": links}, ensure_ascii=False).encode()


def read(data: bytes) -> ReadBack:
    held = json.loads(data)
    return ReadBack.of("".join(held["texts"]), held["links"])


FORMAT = Format(
    id="words",
    extension="json",
    title="Word list",
    purpose="Every text, for programs that count or translate.",
    render=render,
    read=read,
)
