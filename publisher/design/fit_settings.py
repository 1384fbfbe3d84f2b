"""What a layout lets the fitting change, as data: the tables [fit] and [cover] of layout.toml. Lengths in mm and pt."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from publisher.datafiles.fields import Settings

Share = Annotated[float, Field(gt=0, le=1)]
Step = tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0)]]  # size and line, in pt


CoverType = Literal["drawing", "below", "full", "plain", "figure", "portrait"]


class Density(Settings):
    """How tightly a section is set, in pt: `text`, `heading` and `lead`, its first paragraph, each as size and line.

    `cost` says how far it is from the layout's usual look: it is chosen where that gains more. `stretch` is by how much
    its lines may be moved apart, where that fills a page (1: not at all).
    """

    text: Step
    heading: Step
    lead: Step
    cost: float = 0.0
    stretch: Annotated[float, Field(ge=1, le=1.25)] = 1.0


class CoverTable(Settings):
    """How the cover is fitted: `titles`, the steps of the title's size from the largest, as size and line in pt;
    `plain_titles` those of a cover without a picture. Heights of the text in mm: `calm`, the part of a drawing that it
    may stand on; `usual`, at which the picture keeps its place; `most`, beside which a picture still shows.

    `top` is where the text begins, `foot` how far from the page's lower edge it may end, `gap` stands between text and
    picture. `panel` is the least height of the ground under the text of a cover that the picture fills. `plain` are the
    usual and the greatest height of the text of a cover without a picture. `types` are those that the layout has.

    `subtitle` is the greatest size and line of the subtitle, in pt: with a small title it is smaller. `large` is the
    share of the largest title from which a title counts as large: smaller ones are set only where nothing larger has
    room. `raised` is by how much a drawing may be enlarged so that its calm part holds the text (1: not at all).
    `visible` is how much of a picture is to show. `across`, for a cover that shares its page, are the least and
    greatest height of a picture across the page, above the text; a photograph wider than `wide` times its height
    stands so.
    """

    titles: tuple[Step, ...]
    plain_titles: tuple[Step, ...]
    calm: float
    usual: float
    most: float
    top: float
    foot: float
    gap: float
    panel: float
    height: float
    plain: tuple[float, float]
    types: tuple[CoverType, ...]
    subtitle: Step | None = None
    large: Share = 0.5
    raised: Annotated[float, Field(ge=1, le=1.25)] = 1.0
    visible: Share = 0.5
    wide: Annotated[float, Field(gt=1)] = 2.3
    across: tuple[float, float] | None = None


class GridTable(Settings):
    """A programme as a grid, in mm and pt: the steps of its text's size and line, from the largest; the width of the
    times at its side; the least width of a column."""

    steps: tuple[Step, ...] = ((11, 14), (10, 12.75), (9.25, 11.75), (8.5, 11), (8, 10.25))
    times: float = 13.0
    least: float = 25.0


class CompactStep(Settings):
    """Sessions in columns: `text`, size and line in pt; how many columns; from how many sessions on that is used.
    Columns reach `outset` mm into the margins. `run_in`: all that a session says is one paragraph."""

    text: Step
    columns: Annotated[int, Field(ge=1)]
    sessions: int = 0
    outset: float = 0.0
    run_in: bool = False


class CompactTable(Settings):
    """A programme in columns: the steps from the largest text. The first with `target` sessions a page is chosen."""

    target: float = 12.0
    steps: tuple[CompactStep, ...] = (
        CompactStep(text=(9, 11.75), columns=2),
        CompactStep(text=(8.25, 10.5), columns=2),
        CompactStep(text=(7.5, 9.25), columns=3, sessions=300),
        CompactStep(text=(7, 8), columns=3, sessions=1000, outset=4, run_in=True),
    )


class FitTable(Settings):
    """How pages are fitted. `form` says what begins a page: each section ("pages"), or the cover and the programme, and
    all else flows ("sheet"). `room` is the height of a page's text area in mm, `target` how much of it is to be filled.
    `measure` is the width of the text in mm; 0: no picture stands beside the text.
    A part that fills less than `share_under` of a page may share one. `densities` run from the tightest. `head` is how
    much of a picture at the head lies above the text area. `pictures` are the least and greatest height of such a
    picture, `usual_picture` that of a drawing, `side` the greatest of one beside the text; `visible` is how much of a
    picture must show. `boxes` are the styles that alternate where sections with a box follow each other.
    `grid` and `compact` are the forms of a programme.
    """

    form: Literal["pages", "sheet"] = "pages"
    room: float
    measure: float = 0.0
    target: tuple[Share, Share] = (0.82, 0.96)
    share_under: Share = 0.45
    densities: dict[str, Density]
    head: float = 0.0
    pictures: tuple[float, float] = (30.0, 110.0)
    usual_picture: float = 43.0
    side: float = 0.0
    visible: Share = 0.4
    grid: GridTable = GridTable()
    compact: CompactTable = CompactTable()
    boxes: tuple[Literal["tinted", "lined", "dark"], ...] = ()
