"""The named styles that a Word document is set in: a template's own, ours where it has none of that name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MARK, NOTE, CODE, CELL = "BRM Mark", "BRM Note", "BRM Code", "BRM Cell"
HEAD_CELL, KEPT_CELL, FOOT = "BRM Head Cell", "BRM Kept Cell", "BRM Foot"
CODE_TEXT, GAP = "BRM Code Text", "BRM Gap"
OUR_TABLE, OUR_FACTS = "BRM Table", "BRM Facts"
DEEPEST_LIST = 3

_THEIR_TABLES = ("Grid Table 4 Accent 1", "Grid Table 4 - Accent 1", "Light Grid Accent 1", "Table Grid")
_ACCENT, _SOFT, _ALARM, _BAND, _LINE = "1F4E79", "566072", "A3280F", "F3F5F9", "C3CAD6"


@dataclass(frozen=True, slots=True)
class _Look:
    """How a paragraph style looks where we must make it: sizes in points."""

    size: float = 0.0
    bold: bool | None = None
    italic: bool | None = None
    colour: str = ""
    before: float = 0.0
    after: float = 6.0
    with_next: bool = False
    font: str = ""
    indent: float = 0.0
    hanging: float = 0.0


_HEADING_SIZES = (16.0, 13.0, 11.5, 11.0, 10.5, 10.5)
_PARAGRAPHS = {
    "Normal": _Look(10.5),
    "Title": _Look(28, bold=True, colour=_ACCENT, before=120, after=6),
    "Subtitle": _Look(14, italic=False, colour=_SOFT, after=18),
    "Caption": _Look(9, bold=True, colour=_SOFT, before=6, after=3, with_next=True),
    "Quote": _Look(italic=True, colour=_SOFT, indent=18),
    "Header": _Look(9, after=0),
    "Footer": _Look(7.5, colour=_SOFT, after=0),
    FOOT: _Look(7.5, colour=_SOFT, after=0),
    MARK: _Look(13, bold=True, colour=_ALARM, after=6),
    NOTE: _Look(italic=True, colour=_SOFT, with_next=True),
    CODE: _Look(9, font="Consolas"),
    CELL: _Look(9, after=1),
    GAP: _Look(9, after=0),
    HEAD_CELL: _Look(9, bold=True, after=1, with_next=True),
    KEPT_CELL: _Look(9, after=1, with_next=True),
    **{
        f"Heading {level}": _Look(size, bold=True, colour=_ACCENT, before=size, after=4, with_next=True)
        for level, size in enumerate(_HEADING_SIZES, 1)
    },
    **{
        f"List {kind}{f' {level}' if level > 1 else ''}": _Look(after=2, indent=18.0 * level, hanging=18)
        for kind in ("Bullet", "Number")
        for level in range(1, DEEPEST_LIST + 1)
    },
}
_SHEET = {
    "Normal": _Look(9.5, after=3),
    "Title": _Look(18, bold=True, colour=_ACCENT, after=4),
    "Heading 1": _Look(12, bold=True, colour=_ACCENT, before=6, after=2, with_next=True),
    "Caption": _Look(8, bold=True, colour=_SOFT, after=2, with_next=True),
    "List Bullet": _Look(after=1, indent=18.0, hanging=18),
    "List Number": _Look(after=1, indent=18.0, hanging=18),
    **{name: _Look(8, after=0) for name in (CELL, KEPT_CELL)},
    HEAD_CELL: _Look(8, bold=True, after=0, with_next=True),
    GAP: _Look(3, after=0),
}
_OURS_TO_SET = ("Normal", "Title", "Subtitle", "Caption", "Quote", "Header", "Footer")


@dataclass(frozen=True, slots=True)
class TableStyles:
    """What tables are set in."""

    table: str
    facts: str


def prepare_styles(document: WordDocument, *, own: bool, one_page: bool) -> TableStyles:
    """See that every style we use is there, and return those of the tables.

    Args:
        document: The document.
        own: Whether it is our own rather than made from someone's template, whose styles stay as they are.
        one_page: Whether all must fit on a page.
    """
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    for name, look in _PARAGRAPHS.items():
        missing = not _has(document, name, WD_STYLE_TYPE.PARAGRAPH)
        if missing:
            style: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, not name.startswith("BRM"))
            if name != "Normal":
                style.base_style = styles["Footer" if name == FOOT else "Normal"]
            style.quick_style = True
            _outline(style, name)
        if missing or (own and (name in _OURS_TO_SET or name.startswith(("Heading", "List")))):
            _dress(styles[name], _SHEET.get(name, look) if one_page and (own or missing) else look)
    for name in ("Strong", "Emphasis", CODE_TEXT):
        if not _has(document, name, WD_STYLE_TYPE.CHARACTER):
            made: Any = styles.add_style(name, WD_STYLE_TYPE.CHARACTER, not name.startswith("BRM"))
            made.font.bold = True if name == "Strong" else None
            made.font.italic = True if name == "Emphasis" else None
            made.font.name = "Consolas" if name == CODE_TEXT else None
    for name in (OUR_TABLE, OUR_FACTS):
        if not _has(document, name, WD_STYLE_TYPE.TABLE):
            _add_table_style(document, name)
    if own or not (theirs := next(filter(lambda name: _is_table(document, name), _THEIR_TABLES), "")):
        return TableStyles(OUR_TABLE, OUR_FACTS)
    return TableStyles(theirs, "Table Grid" if _is_table(document, "Table Grid") else OUR_FACTS)


def stop_at_right(paragraph: Any, room: int) -> None:
    """Let the one tab of a line lead to the right edge of the text, whatever stands before it."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Emu

    stops = paragraph.paragraph_format.tab_stops
    style = paragraph.style
    while style is not None:
        for stop in style.paragraph_format.tab_stops:
            stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
        style = style.base_style
    stops.add_tab_stop(Emu(room), WD_TAB_ALIGNMENT.RIGHT)


def _is_table(document: WordDocument, name: str) -> bool:
    from docx.enum.style import WD_STYLE_TYPE

    return _has(document, name, WD_STYLE_TYPE.TABLE)


def _has(document: WordDocument, name: str, kind: Any) -> bool:
    styles = document.styles
    return name in styles and styles[name].type == kind


def _outline(style: Any, name: str) -> None:
    """Let a heading that we had to make stand in the outline."""
    if not name.startswith("Heading "):
        return
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), str(int(name.split()[-1]) - 1))
    style.element.get_or_add_pPr().append(level)


def _dress(style: Any, look: _Look) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    if look.size:
        style.font.size = Pt(look.size)
    if look.bold is not None:
        style.font.bold = look.bold
    if look.italic is not None:
        style.font.italic = look.italic
    if look.colour:
        style.font.color.rgb = RGBColor.from_string(look.colour)
    font = look.font or ("Calibri" if style.name in ("Normal", "Title") or "Heading" in style.name else "")
    if font:
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            if name in (qn("w:asciiTheme"), qn("w:hAnsiTheme")):
                del fonts.attrib[name]
        style.font.name = font
    if style.name == "Title":
        for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
            border.getparent().remove(border)
    space = style.paragraph_format
    space.space_before, space.space_after = Pt(look.before), Pt(look.after)
    if look.with_next:
        space.keep_with_next = True
    if look.indent:
        space.left_indent = Pt(look.indent)
    if look.hanging:
        space.first_line_indent = Pt(-look.hanging)


def _add_table_style(document: WordDocument, name: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    shades = {
        OUR_TABLE: f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_ACCENT}"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_BAND}"/></w:tcPr>'
        "</w:tblStylePr>",
        OUR_FACTS: f'<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_BAND}"/></w:tcPr></w:tblStylePr>',
    }[name]
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{name.replace(" ", "")}">'
            f'<w:name w:val="{name}"/><w:uiPriority w:val="99"/><w:qFormat/><w:tblPr>'
            '<w:tblStyleRowBandSize w:val="1"/><w:tblStyleColBandSize w:val="1"/><w:tblInd w:w="90" w:type="dxa"/>'
            f"<w:tblBorders>{borders}</w:tblBorders>"
            '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
            '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
            f"</w:tblPr>{shades}</w:style>"
        )
    )
