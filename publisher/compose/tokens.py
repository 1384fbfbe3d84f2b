"""Design tokens as CSS: the brand's colours and fonts, the page's size. No other module writes them."""

from __future__ import annotations

from publisher.compose.document import Document
from publisher.compose.part_types import Cover
from publisher.design.brands import BrandFile
from publisher.design.fonts import shipped_fonts
from publisher.design.roles import role_colours, roles
from publisher.design.text_width import bullet_indent

ACCENTS = ("primary", "secondary", "accent")  # that a writer may choose


def brand_tokens(document: Document) -> str:
    """`:root` with --ink, --paper, ..., --font-text, --font-display, and the roles of colour: --heading-colour, ..."""
    return tokens_of(document.brand) + role_tokens(document.brand) + logo_tokens(document)


def logo_tokens(document: Document) -> str:
    """`:root` with --logo and --logo-width, the size of the logo on paper; none where there is no logo."""
    logos = (part.logo for part in document.parts if isinstance(part, Cover))
    logo = next(filter(None, logos), None)
    return f":root{{--logo:{logo.height:g}mm;--logo-width:{logo.width:g}mm}}" if logo else ""


def role_tokens(brand: BrandFile) -> str:
    """`:root` with what the colours are used for, so that text can be read whatever the brand."""
    return f":root{{{''.join(f'--{role.name}-colour:{role.rgb};' for role in roles(brand).values())}}}"


def accent_tokens(brand: BrandFile) -> str:
    """The colours of kickers, bullets and rules on paper and on the sender's colour, for each of the brand's colours
    that a writer may choose for them."""
    given = {name: colour.rgb for name, colour in brand.colours.items()}
    said = []
    for accent in ACCENTS:
        colours = role_colours({**given, "secondary": given[accent], "accent": given[accent]})
        said += [f"--{role}-{accent}-colour:{colours[role]};" for role in ("mark", "panel-mark")]
    return "".join(said)


def tokens_of(brand: BrandFile) -> str:
    """The same of a brand that is no document's."""
    colours = "".join(f"--{name}:{colour.rgb};" for name, colour in brand.colours.items())
    text, display = font_stack(brand.fonts.text), font_stack(brand.fonts.display)
    return f":root{{{colours}--font-text:{text};--font-display:{display}}}"


def font_stack(family: str) -> str:
    """A family and those that fill in for it, as CSS names them."""
    return ",".join(f'"{name}"' for name in shipped_fonts().stack(family))


def page_tokens(document: Document, bleed: float | None = None) -> str:
    """The page's size and bleed (mm; None: the layout's), and --page-width, --page-height, --bleed, --module for what
    hangs on them; --running, the size of what runs in the margins; --bullet, the indent of a list; the brand's paper as
    the ground of each page, where the layout paints it."""
    layout = document.layout
    bleed = layout.bleed if bleed is None else bleed
    painted = "@page{background:var(--ground-colour)}" if layout.paints_paper and document.brand.paper_is_tinted else ""
    return (
        f"@page{{size:{layout.width:g}mm {layout.height:g}mm;bleed:{bleed:g}mm}}"
        f":root{{--page-width:{layout.width:g}mm;--page-height:{layout.height:g}mm;--bleed:{bleed:g}mm;"
        f"--module:{layout.qr_module:g}mm;--running:{layout.running[0]:g}pt;"
        f"{accent_tokens(document.brand)}--bullet:{bullet_indent(document.brand.fonts.text):.3f}em}}{painted}"
    )
