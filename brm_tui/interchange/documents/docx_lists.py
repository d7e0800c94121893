"""Numbers and dots before a Word document's list items: every numbered list counts for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_LEVELS = 9
_DOTS = ("•", "–", "▪")


class Numbering:
    """The lists of one Word document."""

    def __init__(self, document: WordDocument) -> None:
        self._root: Any = _numbering_part(document).element
        self._numbers = self._abstract("decimal")
        self._dots = self._concrete(self._abstract("bullet"))

    def numbered(self, level: int, start: int) -> int:
        """Return the id of a new numbered list that counts from a number at its level."""
        return self._concrete(self._numbers, level, start)

    @property
    def dotted(self) -> int:
        """The id of the dotted lists."""
        return self._dots

    def _abstract(self, form: str) -> int:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn

        found = self._root.findall(qn("w:abstractNum"))
        number = 1 + max((int(item.get(qn("w:abstractNumId"))) for item in found), default=0)
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{_DOTS[level % len(_DOTS)] if form == "bullet" else f"%{level + 1}."}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for level in range(_LEVELS)
        )
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
            f"{levels}</w:abstractNum>"
        )
        # Word wants every abstractNum before the first num.
        if found:
            found[-1].addnext(made)
        else:
            self._root.insert(0, made)
        return number

    def _concrete(self, abstract: int, level: int = 0, start: int = 0) -> int:
        num = self._root.add_num(abstract)
        if start:
            num.add_lvlOverride(ilvl=level).add_startOverride(start)
        return int(num.numId)


def _numbering_part(document: WordDocument) -> Any:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml.ns import nsdecls
    from docx.parts.numbering import NumberingPart

    part = document.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part
    made = NumberingPart.load(
        PackURI("/word/numbering.xml"),
        CONTENT_TYPE.WML_NUMBERING,
        f"<w:numbering {nsdecls('w')}/>".encode(),
        part.package,
    )
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made
