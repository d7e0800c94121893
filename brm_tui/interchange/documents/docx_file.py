"""Writes a document for Word, in named styles that a template of the house sets its own way."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brm_tui.errors import BrmError
from brm_tui.interchange.documents import docx_styles as styles
from brm_tui.interchange.documents.docx_lists import Numbering
from brm_tui.interchange.documents.model import (
    Block,
    Chart,
    CodeText,
    Document,
    Facts,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Quote,
    Run,
    SignatureBlock,
    Table,
    from_right,
    printable,
)
from brm_tui.interchange.documents.widths import shares

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_DEEPEST_HEADING = 6
_LONGEST_PROPERTY = 255
_USUAL_WIDTH = 210 * 36_000  # A4, in the units of Word's own measure


def docx_bytes(document: Document, template: Path | None = None) -> bytes:
    """Return a document as Word has it.

    Args:
        document: What to write.
        template: A .docx whose styles, page and header to use; what it says is left out.

    Raises:
        BrmError: The template cannot be read.
    """
    word = _opened(template)
    writer = _Writer(word, document, own=template is None)
    writer.write()
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def _opened(template: Path | None) -> WordDocument:
    import docx

    if template is None:
        return docx.Document()
    try:
        word = docx.Document(str(template))
        body: Any = word.element.body
    except Exception as error:  # python-docx tells a damaged file by whatever its parts raise
        raise BrmError(
            "Template not read",
            f"{template} cannot be used as a template: it must be a Word document (.docx) that opens in Word. "
            "Nothing was written.",
        ) from error
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    if not len(word.sections):
        word.add_section()
    return word


class _Writer:
    """Writes one document into one Word file."""

    def __init__(self, word: WordDocument, document: Document, *, own: bool) -> None:
        self._word: Any = word
        self._document = document
        self._own = own
        self._tables = styles.prepare_styles(word, own=own, one_page=document.one_page)
        self._numbering = Numbering(word)
        # Looked up once: python-docx goes through every style each time that it is asked for one.
        self._style_ids = {style.name: style.style_id for style in word.styles}

    def write(self) -> None:
        """Write all of it."""
        self._properties()
        self._page()
        self._title()
        self._blocks(self._document.blocks)

    def _properties(self) -> None:
        about = self._word.core_properties
        about.title = printable(self._document.title)[:_LONGEST_PROPERTY]
        about.subject = printable(self._document.subtitle)[:_LONGEST_PROPERTY]
        about.author = about.last_modified_by = about.comments = about.keywords = ""
        about.created = about.modified = datetime.combine(self._document.made, time(), UTC)
        about.revision = 1

    def _page(self) -> None:
        from docx.shared import Mm

        for section in self._word.sections:
            if self._own:
                margin = 16 if self._document.one_page else 22
                section.page_width, section.page_height = Mm(210), Mm(297)
                section.left_margin = section.right_margin = Mm(margin)
                section.top_margin = section.bottom_margin = Mm(margin)
            heads, feet = [section.header], [section.footer]
            if section.different_first_page_header_footer:
                heads.append(section.first_page_header)
                feet.append(section.first_page_footer)
            if self._word.settings.odd_and_even_pages_header_footer:
                heads.append(section.even_page_header)
                feet.append(section.even_page_footer)
            if self._document.mark:
                for head in heads:
                    self._text(_line_of(head), self._document.mark, styles.MARK)
            for foot in feet:
                self._foot(foot)

    def _room(self) -> int:
        """Return how wide the text is."""
        section = self._word.sections[-1]
        paper = section.page_width or _USUAL_WIDTH
        return int(max(paper - (section.left_margin or 0) - (section.right_margin or 0), paper // 2))

    def _foot(self, foot: Any) -> None:
        for line in self._document.footer:
            self._text(_line_of(foot), line, styles.FOOT)
        last = foot.paragraphs[-1]
        if self._own:
            styles.stop_at_right(last, self._room())
        last.add_run("\t")
        _field(last, "PAGE")
        last.add_run("/")
        _field(last, "NUMPAGES")

    def _title(self) -> None:
        document = self._document
        self._text(self._word.add_paragraph(), document.title, "Title")
        if document.subtitle:
            self._text(self._word.add_paragraph(), document.subtitle, "Subtitle")
        if document.mark and not document.one_page:
            self._text(self._word.add_paragraph(), document.mark, styles.MARK)
        self._facts(document.facts)
        if not document.one_page:
            self._word.add_page_break()

    def _text(self, paragraph: Any, text: str, style: str) -> None:
        paragraph._p.style = self._style_ids[style]
        text = printable(text)
        paragraph.add_run(text)
        if from_right(text):
            _begin_at_right(paragraph)

    def _blocks(self, blocks: Iterable[Block], style: str = "Normal") -> None:
        for block in blocks:
            match block:
                case Heading():
                    level = min(block.level, _DEEPEST_HEADING)
                    self._text(self._word.add_paragraph(), block.text, f"Heading {level}")
                case Paragraph():
                    self._runs(block.runs, style)
                case Note():
                    self._text(self._word.add_paragraph(), block.text, styles.NOTE)
                case CodeText():
                    self._text(self._word.add_paragraph(), block.text, styles.CODE)
                case Quote():
                    self._blocks(block.blocks, "Quote")
                case ItemList():
                    self._list(block, 0)
                case Table():
                    self._table(block)
                case Facts():
                    self._facts(block)
                case SignatureBlock():
                    self._table(block.table)
                case Chart():
                    self._chart(block)

    def _runs(self, runs: Iterable[Run], style: str) -> Any:
        paragraph = self._word.add_paragraph()
        paragraph._p.style = self._style_ids[style]
        for run in runs:
            made = paragraph.add_run(printable(run.text))
            if run.code:
                made._r.style = self._style_ids[styles.CODE_TEXT]
            elif run.strong:
                made._r.style = self._style_ids["Strong"]
                made.italic = True if run.emphasis else None
            elif run.emphasis:
                made._r.style = self._style_ids["Emphasis"]
        if from_right(paragraph.text):
            _begin_at_right(paragraph)
        return paragraph

    def _list(self, block: ItemList, level: int) -> None:
        shown = min(level, styles.DEEPEST_LIST - 1)
        kind = "List Number" if block.numbered else "List Bullet"
        style = f"{kind} {shown + 1}" if shown else kind
        numbers = self._numbering.numbered(shown, block.start) if block.numbered else self._numbering.dotted
        for item in block.items:
            first, *rest = item or (Paragraph(()),)
            if not isinstance(first, Paragraph):
                first, rest = Paragraph(()), [first, *rest]
            paragraph = self._runs(first.runs, style)
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = shown
            properties.get_or_add_numId().val = numbers
            for inner in rest:
                if isinstance(inner, ItemList):
                    self._list(inner, level + 1)
                else:
                    self._blocks([inner])

    def _facts(self, facts: Facts) -> None:
        names = 16 if self._document.one_page else 28
        self._grid(facts.caption, facts.lines, (names, 100 - names), self._tables.facts, whole=True)

    def _table(self, table: Table) -> None:
        rows = (table.heads, *table.rows)
        made = self._grid(table.caption, rows, tuple(shares(table)), self._tables.table, whole=table.tall)
        _repeat(made.rows[0])
        for number, row in enumerate(made.rows):
            if table.tall and number:
                _leave_room(row)

    def _chart(self, chart: Chart) -> None:
        """Set a picture of the figures, which tells the same in words to who cannot see it."""
        from brm_tui.interchange.documents.charts import chart_png

        caption = self._word.add_paragraph()
        self._text(caption, chart.caption, "Caption")
        caption.paragraph_format.keep_with_next = True
        paragraph = self._word.add_paragraph()
        picture = paragraph.add_run().add_picture(io.BytesIO(chart_png(chart)), width=self._room())
        rows = "; ".join(f"{row[0]}: {', '.join(row[1:])}" for row in chart.table.rows)
        about = picture._inline.docPr
        about.set("descr", printable(f"{chart.caption}. {', '.join(chart.labels)}. {rows}")[:2000])

    def _grid(
        self,
        caption: str,
        rows: Iterable[tuple[str, ...]],
        weights: tuple[int, ...],
        style: str,
        *,
        whole: bool,
    ) -> Any:
        above = None
        if caption:
            above = self._word.add_paragraph()
            self._text(above, caption, "Caption")
        elif len(self._word.element.body) > 1 and self._word.element.body[-2].tag.endswith("}p"):
            above = self._word.paragraphs[-1]
        if above is not None:
            above.paragraph_format.keep_with_next = True
        room = self._room()
        widths = [room * weight // sum(weights) for weight in weights]
        listed = list(rows)
        with_head = style == self._tables.table
        grid = self._word.add_table(0, len(weights), style=style)
        grid.autofit = False
        _looks(grid, head=with_head)
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width
        for number, row in enumerate(listed):
            made = grid.add_row()
            _keep_whole(made)
            kept = styles.KEPT_CELL if whole and number < len(listed) - 1 else styles.CELL
            cell_style = styles.HEAD_CELL if with_head and not number else kept
            for cell, text, width in zip(made.cells, row, widths, strict=True):
                cell.width = width
                self._text(cell.paragraphs[0], text, cell_style)
        self._word.add_paragraph(style=styles.GAP)
        return grid


def _line_of(story: Any) -> Any:
    """Return the empty first line of a header or footer, or a new one behind what the template has there."""
    first = story.paragraphs[0] if story.paragraphs else None
    alone = first is not None and len(story.paragraphs) == 1 and not first._p.r_lst and not story.tables
    return first if alone else story.add_paragraph()


def _field(paragraph: Any, instruction: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


_BEHIND_BIDI = tuple(
    f"w:{name}"
    for name in (
        "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap",
        "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
        "sectPr", "pPrChange",
    )
)  # fmt: skip
"""What the schema wants behind the property that turns a paragraph round."""


def _begin_at_right(paragraph: Any) -> None:
    from docx.oxml import OxmlElement

    paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_BEHIND_BIDI)


def _row_property(row: Any, name: str, **values: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    row._tr.get_or_add_trPr().append(made)


def _repeat(row: Any) -> None:
    """Let a head stand again on every page."""
    _row_property(row, "tblHeader")


def _keep_whole(row: Any) -> None:
    """Let no page end within a row, unless the row is longer than a page."""
    _row_property(row, "cantSplit")


def _leave_room(row: Any) -> None:
    from docx.shared import Mm

    row.height = Mm(13)


def _looks(grid: Any, *, head: bool) -> None:
    """Tell which parts of the table's style hold."""
    from docx.oxml.ns import qn

    look = grid._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        return
    for name, value in (("firstRow", head), ("firstColumn", True), ("lastRow", False), ("lastColumn", False)):
        look.set(qn(f"w:{name}"), "1" if value else "0")
    look.set(qn("w:noHBand"), "0")
    look.set(qn("w:noVBand"), "1")
    look.set(qn("w:val"), "04A0" if head else "0480")
