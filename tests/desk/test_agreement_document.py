"""An agreement on paper: which version, what it says, what stays in the house."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk import agreements, records
from brm_tui.desk.agreement_document import WORKING_COPY, agreement_document, export_agreement
from brm_tui.desk.agreements import Signing
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, NotFoundError
from brm_tui.interchange.documents.model import Document, Facts, Heading, SignatureBlock, Table
from brm_tui.rules.agreements import Section
from brm_tui.rules.vocabulary import SignatureRole
from tests.desk.agreement_desk import Agreed, agree, mail, sign_all
from tests.hostile_desk import SHOWN
from tests.interchange.document_readers import Page, document_text, markdown_page, word, word_text, words_of


@pytest.fixture
def agreed(desk: Desk) -> Agreed:
    return agree(desk)


def sections(desk: Desk, **options: object) -> list[str]:
    document = agreement_document(desk, "FIN", **options)  # type: ignore[arg-type]  # passed on
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def test_the_working_copy_is_a_draft_of_seven_sections(desk: Desk, agreed: Agreed) -> None:
    document = agreement_document(desk, "FIN")
    assert document.mark == "DRAFT · working copy"
    assert sections(desk) == [f"{section.value} {section.title}" for section in Section]
    (signatures,) = (block for block in document.blocks if isinstance(block, SignatureBlock))
    assert [(line.role, line.person, line.state) for line in signatures.lines] == [
        ("Relationship manager", "Ana Souza", "not asked yet"),
        ("Business manager", "Bob Berg", "not asked yet"),
        ("IT manager", "Ivo Ilic", "not asked yet"),
        ("Business line manager", "Lea Lind", "not asked yet"),
    ]


def lines_of(document: Document) -> list[tuple[str, str, str, str]]:
    (signatures,) = (block for block in document.blocks if isinstance(block, SignatureBlock))
    return [(line.state, line.signed, line.method, line.evidence) for line in signatures.lines]


def test_the_newest_version_then_the_working_copy(desk: Desk, agreed: Agreed) -> None:
    first = agreements.propose(desk, "FIN", "First")
    document = agreement_document(desk, "FIN")
    assert document.mark == "DRAFT · proposed, not in force"
    assert document.footer[1] == f"SHA-256 {first.sha256}"
    sign_all(desk)
    records.change(desk, "agreements", agreed.agreement, {"philosophy": "Second."})
    document = agreement_document(desk, "FIN")
    assert document.mark == ""
    assert "Version 1, in force since 24 Nov 2026" in document.footer[0]
    assert {line[:2] for line in lines_of(document)} == {("signed", "24 Nov 2026")}
    agreements.propose(desk, "FIN", "Second")
    assert agreement_document(desk, "FIN").mark == "DRAFT · proposed, not in force"
    assert agreement_document(desk, "FIN", number=1).mark == ""
    assert agreement_document(desk, "FIN", number=WORKING_COPY).mark == "DRAFT · working copy"
    agreements.withdraw(desk, "FIN", "Not yet")
    assert "Version 1," in agreement_document(desk, "FIN").footer[0]
    assert agreement_document(desk, "FIN", number=2).mark == "DRAFT · withdrawn, not in force"
    agreements.propose(desk, "FIN", "Third")
    sign_all(desk)
    assert agreement_document(desk, "FIN", number=1).mark == "NOT IN FORCE · superseded"
    with pytest.raises(NotFoundError, match="no version '9'"):
        agreement_document(desk, "FIN", number=9)
    later = Desk.open(desk.home, pinned_clock("2029-01-01", "Europe/Berlin"))
    assert agreement_document(later, "FIN").mark == "NOT IN FORCE · expired"
    later.close()
    agreements.terminate(desk, "FIN", "They moved out")
    assert agreement_document(desk, agreed.agreement).mark == "NOT IN FORCE · terminated"


def test_each_signature_says_how_it_was_given_and_where_the_proof_is(
    desk: Desk, agreed: Agreed, tmp_path: Path
) -> None:
    agreements.propose(desk, "FIN", "First")
    roles = list(SignatureRole)
    agreements.sign(
        desk, "FIN", Signing(roles[0], mail(roles[0]), method="mail", evidence="Mail 17", note="With joy")
    )
    agreements.sign(desk, "FIN", Signing(roles[1], mail(roles[1]), evidence="Folder " + "x" * 300))
    document = agreement_document(desk, "FIN")
    first, second, third, fourth = lines_of(document)
    assert first == ("signed", "24 Nov 2026", "mail", "Mail 17")
    assert second[3].endswith("…")
    assert third == fourth == ("pending", "", "", "")
    for suffix in (".docx", ".html", ".md"):
        export_agreement(desk, "FIN", tmp_path / f"fin{suffix}")
        content = (tmp_path / f"fin{suffix}").read_bytes()
        read = document_text(suffix, content)
        for said in ("Mail 17", "With joy", "x" * 300, "pending"):
            assert said in read
    agreements.decline(desk, "FIN", Signing(roles[2], mail(roles[2]), note="Too dear"))
    document = agreement_document(desk, "FIN", number=1)
    assert [line[0] for line in lines_of(document)] == ["signed", "signed", "declined", "voided"]
    remarks = next(block for block in document.blocks if isinstance(block, Facts) and block.caption)
    assert [said for _who, said in remarks.lines][0::2] == ["With joy", "Too dear"]
    (signatures,) = (block for block in document.blocks if isinstance(block, SignatureBlock))
    assert "Signature" not in signatures.table.heads


def test_a_version_is_printed_as_it_was_frozen_with_what_it_costs_and_serves(
    desk: Desk, agreed: Agreed
) -> None:
    figures = {"investment": 1_250_000, "value": 3_000_050, "currency": "EUR", "it_strategy": "Fewer tools"}
    records.change(desk, "objectives", agreed.objective, figures)
    agreements.propose(desk, "FIN", "First")
    records.change(
        desk, "objectives", agreed.objective, {"title": "Live row", "it_strategy": "Live strategy"}
    )
    records.change(desk, "customers", "FIN", {"strategies": "Live aim", "name": "Live name"})
    for person in agreed.people.values():
        records.change(desk, "people", person, {"name": "Live person"})
    told = repr(agreement_document(desk, "FIN", number=1).blocks)
    for frozen in (
        "EUR 12,500", "EUR 30,000.50", "Fewer tools", "Close in five days", "One ledger", "Close faster", "Bob Berg",
    ):  # fmt: skip
        assert frozen in told
    for live in ("Live row", "Live strategy", "Live aim", "Live name", "Live person"):
        assert live not in told
    assert "Live strategy" in repr(agreement_document(desk, "FIN", number=WORKING_COPY).blocks)


def test_what_is_internal_stays_even_when_it_was_frozen_and_deleted(
    desk: Desk, agreed: Agreed, tmp_path: Path
) -> None:
    hidden = records.add(
        desk, "objectives", {"agreement": agreed.agreement, "title": "Outsource them", "internal": True}
    )
    records.add(desk, "actions", {"title": "Talk openly", "objective": hidden})
    records.add(desk, "actions", {"title": "Gossip", "objective": agreed.objective, "internal": True})
    attached = records.add(
        desk, "appendices", {"agreement": agreed.agreement, "title": "Real prices", "internal": True}
    )
    records.change(desk, "people", mail("IT manager"), {"notes": "Hates Mondays"})
    agreements.propose(desk, "FIN", "First")
    records.delete(desk, "appendices", attached)
    for suffix in (".docx", ".html", ".md"):
        path = tmp_path / f"fin{suffix}"
        assert export_agreement(desk, "FIN", path).withheld == 2
        text = word_text(word(path.read_bytes())) if suffix == ".docx" else path.read_text(encoding="utf-8")
        assert "Talk openly" in text
        for inside in ("Outsource", "Gossip", "Real prices", "Mondays"):
            assert inside not in text


def test_an_altered_version_is_not_put_on_paper(desk: Desk, agreed: Agreed, tmp_path: Path) -> None:
    version = agreements.propose(desk, "FIN", "First")
    text = json.dumps(json.loads(version.content) | {"philosophy": "Forged."})
    with sqlite3.connect(desk.home.database) as connection:
        connection.execute("UPDATE agreement_version SET content = ?", (text,))
    with pytest.raises(BrmError, match="altered behind the program's back"):
        export_agreement(desk, "FIN", tmp_path / "fin.md")
    assert not list(tmp_path.glob("fin*"))


def test_files_are_replaced_whole_or_not_at_all(desk: Desk, agreed: Agreed, tmp_path: Path) -> None:
    path = tmp_path / "fin.md"
    path.write_text("before")
    with pytest.raises(BrmError, match="cannot be used as a template"):
        export_agreement(desk, "FIN", tmp_path / "fin.docx", template=tmp_path / "none.docx")
    with pytest.raises(BrmError, match="There is no folder"):
        export_agreement(desk, "FIN", tmp_path / "none" / "fin.md")
    with pytest.raises(BrmError, match="must end in"):
        export_agreement(desk, "FIN", tmp_path / "fin.odt")
    assert path.read_text() == "before"
    assert export_agreement(desk, "FIN", path).edition == "Working copy"
    assert path.read_text(encoding="utf-8").startswith("# Partnership agreement Finance\n")
    assert [item.name for item in tmp_path.glob("*fin*")] == ["fin.md"]


def test_the_summary_is_short(demo: Desk) -> None:
    document = agreement_document(demo, "FIN", summary=True)
    assert document.one_page
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == ["How we work together", "What we want to reach", "When we meet", "Who carries it"]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert max(len(table.rows) for table in tables) <= 8
    records.change(demo, "agreements", "FIN", {"philosophy": "\n\n".join(["Words, words. " * 20] * 9)})
    text = repr(agreement_document(demo, "FIN", summary=True, number=WORKING_COPY).blocks)
    assert text.count("Words, words. ") < 60
    assert "…" in text


def test_every_agreement_of_the_demo_says_the_same_in_all_formats(demo: Desk, tmp_path: Path) -> None:
    for code in ("FIN", "TRE", "HR", "LEG", "RNA"):
        for suffix in (".docx", ".html", ".md"):
            export_agreement(demo, code, tmp_path / f"{code}{suffix}")
        as_word = words_of(word_text(word((tmp_path / f"{code}.docx").read_bytes())))
        as_html = Page((tmp_path / f"{code}.html").read_text(encoding="utf-8"))
        as_markdown = markdown_page((tmp_path / f"{code}.md").read_bytes())
        assert as_word <= words_of(as_html.text)
        assert as_word <= words_of(as_markdown.text)
        assert not as_html.wrong + as_markdown.wrong


def test_hostile_text_in_every_field_breaks_none(hostile: Desk, tmp_path: Path) -> None:
    code = hostile.reader.execute(
        "SELECT a.id FROM agreement a JOIN objective o ON o.agreement_id = a.id LIMIT 1"
    ).fetchone()[0]
    for summary in (False, True):
        for suffix in (".docx", ".html", ".md"):
            path = tmp_path / f"x{suffix}"
            export_agreement(hostile, code, path, number=WORKING_COPY, summary=summary)
            if suffix == ".docx":
                text = word_text(word(path.read_bytes()))
            else:
                content = path.read_bytes()
                page = Page(content.decode()) if suffix == ".html" else markdown_page(content)
                assert not page.wrong
                assert not page.named("script")
                text = page.text
            assert any(shown in text for shown in SHOWN)
            assert "\x1b" not in text
