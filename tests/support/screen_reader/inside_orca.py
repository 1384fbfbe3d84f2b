"""Runs inside Orca's process, under the system's own Python: Orca with a voice that writes instead of sounding.

Orca loads its voice by the name of a module, so no line of Orca is changed. Questions come as lines on standard input,
answers go as lines of JSON to what was standard output. A question is answered only when Orca has nothing else to do.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress

import pyatspi
from gi.repository import GLib
from orca import settings, speechserver
from orca.acss import ACSS

NAME = "written_voice"
MOST_OBJECTS = 20_000
# The pitch in which Orca says what a thing is, to know it from the document's own words.
ROLE_PITCH = 9.0

# Before Orca's other modules read them.
settings.speechServerFactory = NAME
settings.speechFactoryModules = [NAME]
settings.sayAllOnLoad = False
settings.enableBraille = False
settings.enableSound = False
settings.voices[settings.SYSTEM_VOICE] = ACSS({ACSS.AVERAGE_PITCH: ROLE_PITCH})

from orca import event_manager, orca, orca_state  # noqa: E402

SAID: list[dict] = []


class SpeechServer(speechserver.SpeechServer):
    """The voice. What Orca says beside a reading (greetings, focus) is not kept."""

    _only: "SpeechServer | None" = None

    @staticmethod
    def getSpeechServer(info=None):
        SpeechServer._only = SpeechServer._only or SpeechServer()
        return SpeechServer._only

    @staticmethod
    def getSpeechServers():
        return [SpeechServer.getSpeechServer()]

    def getInfo(self):
        return ["Written", NAME]

    def getVoiceFamilies(self):
        return []

    def sayAll(self, utterances, progress):
        """Take the utterances one by one, and report each as begun and ended, as a voice that sounds does."""
        for context, voice in utterances:
            SAID.append(
                {
                    "text": context.utterance,
                    "role": (voice or {}).get(ACSS.AVERAGE_PITCH) == ROLE_PITCH,
                    "piece": [hash(context.obj), context.startOffset, context.endOffset],
                    "language": language(context),
                }
            )
            progress(context, speechserver.SayAllContext.PROGRESS)
            progress(context, speechserver.SayAllContext.COMPLETED)


def language(context) -> str:
    """The language of a piece, as Orca reads it from the document; several are joined by a plus."""
    utilities = orca_state.activeScript.utilities
    try:
        parts = utilities.getLanguageAndDialectFromTextAttributes(context.obj, context.startOffset, context.endOffset)
    except Exception:  # an object that has no text
        return ""
    found = {"-".join(filter(None, (tongue, dialect))) for _, _, tongue, dialect in parts}
    return "+".join(sorted(found - {""}))


def document():
    """The document that Orca is in, or None."""
    script = orca_state.activeScript
    try:
        return script.utilities.activeDocument()
    except Exception:  # between two pages there is none
        return None


def objects(root) -> "Iterator":
    """The accessible objects of a document in reading order."""
    waiting = [root]
    for _ in range(MOST_OBJECTS):
        if not waiting:
            return
        one = waiting.pop()
        if one is None:
            continue
        yield one
        try:
            waiting.extend(one.getChildAtIndex(place) for place in reversed(range(one.childCount)))
        except Exception:  # it has just gone
            continue


def is_pdf_page(one) -> bool:
    """Whether an object is a page of a PDF in Firefox's viewer."""
    try:
        return "class:page" in one.getAttributes()
    except Exception:
        return False


def status() -> dict:
    """Which document is open, and whether Orca or the browser still has work to do."""
    here = document()
    address = orca_state.activeScript.utilities.documentFrameURI(here) if here else None
    busy = here.getState().contains(pyatspi.STATE_BUSY) if here else True
    return {"address": address or "", "busy": bool(busy or event_manager.getManager()._eventQueue.qsize())}


def size() -> dict:
    """How much there is in the document, and how many pages of a PDF are filled."""
    found = {"objects": 0, "characters": 0, "pages": 0, "filled": 0}
    for one in objects(document()):
        found["objects"] += 1
        with suppress(Exception):  # a picture, a group: they have no text
            found["characters"] += one.queryText().characterCount
        if is_pdf_page(one):
            found["pages"] += 1
            found["filled"] += one.childCount > 0
    return found


def read() -> list[dict]:
    """Read the document from its top to its end; of a PDF not the viewer's own buttons."""
    here, script = document(), orca_state.activeScript
    start = next(filter(is_pdf_page, objects(here)), here)
    place, offset = script.utilities.findFirstCaretContext(start, 0)
    script.utilities._priorContexts.clear()  # else the first piece would be said as seen from where Orca last was
    SAID.clear()
    orca.setLocusOfFocus(None, place, notifyScript=False)
    script.sayAll(None, place, offset)
    return SAID


def tree() -> list[str]:
    """The document's accessible objects, for finding faults."""
    lines = []
    for one in objects(document()):
        try:
            text = one.queryText().getText(0, -1)
        except Exception:
            text = ""
        lines.append(f"{one.getRoleName()} {one.name!r} {text!r} {one.getAttributes()}")
    return lines


ANSWERS = {answer.__name__: answer for answer in (status, size, read, tree)}


def main() -> int:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what Orca prints is no answer
    sys.modules[f"orca.{NAME}"] = sys.modules[__name__]

    def on_question(source, condition) -> bool:
        question = sys.stdin.readline().strip()
        if not question:
            return False
        try:
            answer = {"answer": ANSWERS[question]()}
        except Exception as problem:
            answer = {"problem": repr(problem)}
        print(json.dumps(answer), file=answers, flush=True)
        return True

    GLib.io_add_watch(0, GLib.PRIORITY_LOW, GLib.IO_IN | GLib.IO_HUP, on_question)
    manager = orca.getSettingsManager()
    manager.activate(None, {})
    sys.path.insert(0, manager.getPrefsDir())
    return orca.main()


if __name__ == "__main__":
    sys.exit(main())
