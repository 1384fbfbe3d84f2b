"""One document and its pages. Every format starts from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.compose import Document
from publisher.model.findings import USUAL_OPTIONS, Finding, Options
from publisher.presses.profiles import USUAL_PRESS, Press, find_press

if TYPE_CHECKING:
    from publisher.pdf.layout.paginate import Pages


class Edition:
    """One document and its pages: what every format is made of. Pages are laid out when a format first asks for them.

    Attributes:
        document: The composed document.
        inputs: Digests of the files that it is made of, as they were before anything was made.
        options: What the build should make.
        size: Size of the large print's text, in points.
        paper: What the large print stands on.
        press: The press profile that the press file is made for.
        findings: What the checks have found up to now.
        laid_out: The pages by medium, "print" or "large-print", as far as they were asked for.
    """

    def __init__(
        self,
        document: Document,
        inputs: dict[str, str] | None = None,
        options: Options = USUAL_OPTIONS,
        press: Press | None = None,
    ) -> None:
        self.document = document
        self.inputs = inputs or {}
        self.options = options
        self.size = options.size or document.large_print
        self.paper = options.paper or document.large_print_paper
        self.press = press or find_press(USUAL_PRESS)
        self.findings: list[Finding] = []
        self.laid_out: dict[str, Pages] = {}

    @property
    def master(self) -> Pages:
        """The pages as they are printed."""
        return self.pages("print")

    def pages(self, medium: str) -> Pages:
        """The pages of a medium, "print" or "large-print", laid out once. Raises RenderError."""
        if medium not in self.laid_out:
            self.laid_out[medium] = self._printed() if medium == "print" else self._large_print()
        return self.laid_out[medium]

    def _printed(self) -> Pages:
        # The press may ask for more bleed than the layout has; with less, the pages would change for nothing.
        from publisher.pdf.layout.paginate import paginate

        return paginate(self.document, max(self.document.layout.bleed, self.press.wants.bleed))

    def _large_print(self) -> Pages:
        from publisher.formats.large_print.large_tokens import large_print_styles
        from publisher.formats.large_print.tree import large_print_tree
        from publisher.pdf.layout.paginate import lay_out

        master = self.master
        tree = large_print_tree(self.document, master.anchors, master.count, self.size)
        return lay_out(self.document, "large-print", tree, large_print_styles(self.document, self.size, self.paper))
