"""Documents written as Word, HTML and Markdown: the same content, escaped, in named styles."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from brm_tui.errors import BrmError, ExitCode
from brm_tui.interchange.documents.files import checked_suffix, document_bytes
from brm_tui.interchange.documents.markdown_source import read_markdown
from brm_tui.interchange.documents.model import (
    CodeText,
    Document,
    Facts,
    Heading,
    ItemList,
    Paragraph,
    Quote,
    SignatureBlock,
    SignatureLine,
    Table,
    printable,
)
from tests.hostile_desk import LINES, LONG
from tests.interchange.document_readers import Page, markdown_page, word, word_text, words_of

SOURCE = """# Ours

We **plan** *together* and ***keep*** `it`.
See [the page](https://x.example/a_b) and <https://y.example>.

1. one
2. two
   - inner
   - [x] done

7. seven

> said

```
code  |  *
```

| a | b |
|---|---|
| 1 | <b>2</b> |

![plan](http://x.example/p.png) <script>alert(1)</script>
"""


def made(*blocks: object, mark: str = "", title: str = "Our agreement") -> Document:
    return Document(
        title,
        "Finance and IT",
        mark,
        Facts("", (("Term", "a\nb"),)),
        tuple(blocks),  # type: ignore[arg-type]  # blocks of any kind
        ("Version 1", "SHA-256 abc"),
        date(2026, 11, 24),
    )


def test_markdown_is_read_into_blocks_and_shows_images_and_html_as_text() -> None:
    blocks = read_markdown(SOURCE, below=1)
    assert blocks[0] == Heading(2, "Ours")
    assert [type(block) for block in blocks] == [
        Heading, Paragraph, ItemList, Quote, CodeText, Table, Paragraph,
    ]  # fmt: skip
    paragraph = blocks[1]
    assert isinstance(paragraph, Paragraph)
    text = "".join(run.text for run in paragraph.runs)
    assert (
        text == "We plan together and keep it.\nSee the page (https://x.example/a_b) and https://y.example."
    )
    assert [run.text for run in paragraph.runs if run.strong] == ["plan", "keep"]
    assert [run.text for run in paragraph.runs if run.emphasis] == ["together", "keep"]
    assert [run.text for run in paragraph.runs if run.code] == ["it"]
    last = blocks[-1]
    assert isinstance(last, Paragraph)
    text = "".join(run.text for run in last.runs)
    assert text == "![plan](http://x.example/p.png) <script>alert(1)</script>"


def test_all_formats_say_the_same() -> None:
    table = Table("Who", ("Name", "Role"), (("Ana | Bob", "first\nsecond"),), (1, 2))
    signed = SignatureBlock(
        "Signed", (SignatureLine("IT manager", "Ivo", "signed", "1 Nov 2026", "mail", "Mail 17"),)
    )
    document = made(Heading(1, "1 Philosophy"), *read_markdown(SOURCE, below=1), table, signed, mark="DRAFT")
    as_word = word(document_bytes(document, ".docx"))
    as_html = Page(document_bytes(document, ".html").decode())
    as_markdown = markdown_page(document_bytes(document, ".md"))
    expected = words_of(
        "DRAFT Our agreement Finance and IT Term a b 1 Philosophy Ours We plan together keep (https://x.example/a_b)"
        " one two inner seven said code | * <b>2</b> ![plan](http://x.example/p.png) <script>alert(1)</script>"
        " Who Name Role Ana Bob first second Signed Ivo signed 1 Nov 2026 mail 17"
    )
    for text in (word_text(as_word), as_html.text, as_markdown.text):
        assert expected <= words_of(text)
    assert not as_html.wrong + as_markdown.wrong + as_html.open
    assert not as_html.named("script") + as_html.named("img") + as_markdown.named("script")


def test_headings_leave_out_no_level_whatever_the_writer_used() -> None:
    def levels(text: str) -> list[int]:
        return [block.level for block in read_markdown(text, below=1) if isinstance(block, Heading)]

    assert levels("#### Deep\n\ntext\n\n##### Deeper\n\n# High") == [2, 3, 2]
    assert levels("# a\n\n### c\n\n## b\n\n###### f") == [2, 3, 3, 4]


def test_numbered_lists_of_word_each_count_for_themselves() -> None:
    twice = (*read_markdown("1. a\n2. b", below=1), Heading(2, "x"), *read_markdown("5. c", below=1))
    document = word(document_bytes(made(*twice), ".docx"))
    numbered = [p for p in document.paragraphs if p.style.name == "List Number"]
    ids = [p._p.pPr.numPr.numId.val for p in numbered]
    assert ids[0] == ids[1] != ids[2]
    starts = {
        num.numId: num.xpath("./w:lvlOverride/w:startOverride/@w:val")
        for num in document.part.numbering_part.element.num_lst
    }
    assert starts[ids[0]] == ["1"]
    assert starts[ids[2]] == ["5"]


def test_word_uses_named_styles_and_has_footer_and_mark() -> None:
    blocks = (Heading(1, "One"), *read_markdown("text\n\n- dot\n  - in\n\n> q", below=1))
    document = word(document_bytes(made(*blocks, mark="DRAFT · x"), ".docx"))
    assert [p.style.name for p in document.paragraphs if p.text] == [
        "Title", "Subtitle", "BRM Mark", "Heading 1", "Normal", "List Bullet", "List Bullet 2", "Quote",
    ]  # fmt: skip
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "DRAFT · x"
    assert [p.text.strip() for p in section.footer.paragraphs] == ["Version 1", "SHA-256 abc\t/"]
    assert document.core_properties.title == "Our agreement"
    assert document.core_properties.created.date() == date(2026, 11, 24)


def _template(path: Path) -> Path:
    """Make a house's template: a red heading, a text and a footer of its own, most styles gone."""
    house = docx.Document()
    styles = house.styles
    for style in list(styles):
        keeps = style.name in (
            "Normal",
            "Heading 1",
            "Header",
            "Footer",
            "Default Paragraph Font",
            "Normal Table",
        )
        if not keeps:
            style.delete()
    styles["Heading 1"].font.name = "Corporate Sans"
    house.add_paragraph("Delete me")
    house.sections[0].footer.paragraphs[0].text = "Example Ltd."
    house.sections[0].different_first_page_header_footer = True
    for relation in list(house.part.rels.values()):
        if relation.reltype.endswith("/numbering"):
            del house.part.rels[relation.rId]
    house.save(str(path))
    return path


def test_a_template_restyles_and_lacks_what_it_likes(tmp_path: Path) -> None:
    template = _template(tmp_path / "corp.docx")
    table = Table("Who", ("Name",), (("Ana",),))
    blocks = (Heading(1, "One"), Heading(3, "Three"), table, *read_markdown("1. a\n\n- b\n\n`c`", below=1))
    document = word(document_bytes(made(*blocks, mark="DRAFT"), ".docx", template))
    assert document.styles["Heading 1"].font.name == "Corporate Sans"
    assert "Delete me" not in word_text(document)
    for name in ("Title", "Heading 3", "List Bullet", "List Number", "Caption"):
        assert document.styles[name].type == WD_STYLE_TYPE.PARAGRAPH
    assert [table.style.name for table in document.tables] == ["BRM Facts", "BRM Table"]
    section = document.sections[0]
    assert [p.text.strip() for p in section.footer.paragraphs] == [
        "Example Ltd.",
        "Version 1",
        "SHA-256 abc\t/",
    ]
    assert section.first_page_footer.paragraphs[0].text == "Version 1"
    assert section.first_page_header.paragraphs[0].text == "DRAFT"


def test_a_template_with_a_table_style_of_its_own_keeps_it(tmp_path: Path) -> None:
    house = docx.Document()
    house.save(str(tmp_path / "corp.docx"))
    content = document_bytes(made(Table("Who", ("Name",), (("A",),))), ".docx", tmp_path / "corp.docx")
    assert [table.style.name for table in word(content).tables] == ["Table Grid", "Light Grid Accent 1"]


@pytest.mark.parametrize("content", [b"", b"no word", None], ids=["empty", "text", "missing"])
def test_what_is_no_template_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "corp.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BrmError, match="cannot be used as a template"):
        document_bytes(made(), ".docx", path)


@pytest.mark.parametrize(
    "text",
    [
        *LINES, LONG, "\ud800 \x00\x0b\ufffe", "- x", "12. y", "# z", "a\n===", "&amp; <b>", "w" * 10_000,
        "](javascript:alert(1)) [x](javascript:alert(1)) ![y](x) <img src=x onerror=alert(1)>", "{{ 7*7 }} {% raw %}",
        "]]> --> </style></title><script>alert(1)</script> &#x202e;", "| a |\n|---|\n| b |", "\u202eevil\u202c \u2066x",
    ],
)  # fmt: skip
def test_hostile_text_breaks_no_format(text: str) -> None:
    blocks = (
        Heading(1, text),
        *read_markdown(text, below=1),
        Table(text, (text, "b"), ((text, text),)),
        Facts(text, ((text, text),)),
        SignatureBlock(text, (SignatureLine(*(text,) * 6, awaited=True),)),
    )
    document = made(*blocks, mark=text, title=text)
    for suffix in (".docx", ".html", ".md"):
        content = document_bytes(document, suffix)
        if suffix == ".docx":
            read = word_text(word(content))
        else:
            page = Page(content.decode()) if suffix == ".html" else markdown_page(content)
            assert not page.wrong
            assert not any(map(page.named, ("script", "a", "img", "iframe", "object")))
            assert not any(name.startswith("on") for _tag, named in page.elements for name in named)
            read = page.text
        assert words_of(printable(text)) - {"```"} <= words_of(read)
        assert not set("\x1b\x00\x07\x9b\u202e\u2066\ud800\ufffe") & set(read)


def test_markdown_source_survives_a_round_trip() -> None:
    once = document_bytes(made(*read_markdown(SOURCE, below=1)), ".md")
    again = read_markdown(once.decode(), below=0)
    texts = "".join(run.text for block in again if isinstance(block, Paragraph) for run in block.runs)
    assert "We plan together and keep it.\nSee the page (https://x.example/a_b)" in texts
    assert [block for block in again if isinstance(block, ItemList)] == [
        block for block in read_markdown(SOURCE, below=0) if isinstance(block, ItemList)
    ]


def test_formats_are_named_by_the_file(tmp_path: Path) -> None:
    assert checked_suffix(tmp_path / "A.DOCX") == ".docx"
    with pytest.raises(BrmError, match=r"must end in \.docx, \.html or \.md") as refused:
        checked_suffix(tmp_path / "a.pdf")
    assert refused.value.exit_code is ExitCode.WRONG_USAGE
    with pytest.raises(BrmError, match="Word documents only"):
        checked_suffix(tmp_path / "a.md", tmp_path / "t.docx")
    assert io.BytesIO(document_bytes(made(), ".docx")).read(2) == b"PK"
