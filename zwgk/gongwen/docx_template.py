"""The empty .docx with all styles, built once with python-docx; documents only add text to it.

Everything is a style: no run carries a face or a size of its own. Theme attributes and the theme's
fonts would override the named faces, and python-docx's own template is American, so every style
but the default ones is removed and built anew.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
import lxml.etree as etree
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from zwgk.gongwen.layout import (
    BODY_PT,
    BOTTOM_MM,
    FANG,
    HEI,
    KAI,
    LEFT_MM,
    PAGE_MM,
    PITCH_PT,
    RIGHT_MM,
    SMALL_PT,
    SONG,
    TIGHTER_PT,
    TITLE,
    TITLE_PT,
    TOP_MM,
)
from zwgk.gongwen.measures import CELL_PT, SMALL_CELL_PT

AS_HIGH_AS_IT_IS = 0.0
RED = RGBColor(0xFF, 0, 0)


@dataclass(frozen=True)
class StyleSpec:
    """One paragraph style: its Chinese name, id, face, size and place."""

    id: str
    name: str
    face: str
    size: float = BODY_PT
    indent: bool = False
    align: Any = WD_ALIGN_PARAGRAPH.JUSTIFY
    keep_next: bool = False
    red: bool = False
    tight: bool = True
    pitch: float | None = None
    own_page: bool = False


STYLES: tuple[StyleSpec, ...] = (
    StyleSpec("GwTitle", "公文标题", TITLE, TITLE_PT, align=WD_ALIGN_PARAGRAPH.CENTER,
              keep_next=True, tight=False),
    StyleSpec("GwRecipient", "主送机关", FANG, align=WD_ALIGN_PARAGRAPH.LEFT),
    StyleSpec("GwBody", "公文正文", FANG, indent=True),
    StyleSpec("GwHeading1", "公文一级标题", HEI, indent=True, keep_next=True),
    StyleSpec("GwHeading2", "公文二级标题", KAI, indent=True, keep_next=True),
    StyleSpec("GwHeading3", "公文三级标题", FANG, indent=True),
    StyleSpec("GwHeading4", "公文四级标题", FANG, indent=True),
    StyleSpec("GwHeading5", "公文五级标题", FANG, indent=True),
    StyleSpec("GwAttachment", "附件说明", FANG, indent=True),
    StyleSpec("GwSignature", "发文机关署名", FANG, align=WD_ALIGN_PARAGRAPH.LEFT, keep_next=True),
    StyleSpec("GwDate", "成文日期", FANG, align=WD_ALIGN_PARAGRAPH.LEFT),
    StyleSpec("GwAttachmentMark", "附件标识", HEI, align=WD_ALIGN_PARAGRAPH.LEFT,
              keep_next=True, own_page=True),
    StyleSpec("GwTableCaption", "表题", HEI, CELL_PT, align=WD_ALIGN_PARAGRAPH.CENTER,
              keep_next=True, tight=False, pitch=20),
    StyleSpec("GwPictureCaption", "图题", HEI, CELL_PT, align=WD_ALIGN_PARAGRAPH.CENTER,
              tight=False, pitch=20),
    StyleSpec("GwNote", "表注", FANG, SMALL_CELL_PT, align=WD_ALIGN_PARAGRAPH.LEFT,
              tight=False, pitch=18),
    StyleSpec("GwCellHead", "表头", HEI, CELL_PT, align=WD_ALIGN_PARAGRAPH.CENTER,
              keep_next=True, tight=False, pitch=18),
    StyleSpec("GwCell", "表格文字", FANG, CELL_PT, align=WD_ALIGN_PARAGRAPH.LEFT,
              tight=False, pitch=18),
    StyleSpec("GwSmallCellHead", "小表头", HEI, SMALL_CELL_PT, align=WD_ALIGN_PARAGRAPH.CENTER,
              keep_next=True, tight=False, pitch=16),
    StyleSpec("GwSmallCell", "小表格文字", FANG, SMALL_CELL_PT, align=WD_ALIGN_PARAGRAPH.LEFT,
              tight=False, pitch=16),
    # A fixed pitch would cut off a picture: its line is as high as the picture.
    StyleSpec("GwPicture", "图片", FANG, CELL_PT, align=WD_ALIGN_PARAGRAPH.CENTER,
              keep_next=True, tight=False, pitch=AS_HIGH_AS_IT_IS),
    StyleSpec("GwMark", "发文机关标志", TITLE, align=WD_ALIGN_PARAGRAPH.CENTER, red=True,
              tight=False),
    StyleSpec("GwNumber", "发文字号", FANG, align=WD_ALIGN_PARAGRAPH.CENTER, tight=False),
    StyleSpec("GwRecord", "版记", FANG, SMALL_PT, align=WD_ALIGN_PARAGRAPH.LEFT, tight=False),
    StyleSpec("GwPageOdd", "页码单页", SONG, SMALL_PT, align=WD_ALIGN_PARAGRAPH.RIGHT,
              tight=False),
    StyleSpec("GwPageEven", "页码双页", SONG, SMALL_PT, align=WD_ALIGN_PARAGRAPH.LEFT,
              tight=False),
)  # fmt: skip

LEVEL_STYLES = (
    "GwBody", "GwHeading1", "GwHeading2", "GwHeading3", "GwHeading4", "GwHeading5",
)  # fmt: skip
# The footer's top edge stands 7 mm under the type area; its line is as high as its letters.
FOOTER_MM = BOTTOM_MM - 7 - SMALL_PT / 72 * 25.4


@dataclass(frozen=True)
class Template:
    """The parts of the empty document: everything but the text between ``head`` and ``tail``."""

    parts: tuple[tuple[str, bytes], ...]
    head: str
    tail: str


def set_faces(style_element: Any, face: str, size: float) -> None:
    """Name a face for every script of a style and drop what a theme could override."""
    properties = style_element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face)
    fonts.set(qn("w:hint"), "eastAsia")
    for tag in ("w:sz", "w:szCs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        element = OxmlElement(tag)
        element.set(qn("w:val"), str(int(size * 2)))
        properties.append(element)


def _add_style(document: Any, spec: StyleSpec) -> None:
    style = document.styles.add_style(spec.name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), spec.id)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    if spec.red:
        style.font.color.rgb = RED
    if spec.tight:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(int(-TIGHTER_PT * 20)))
        style.element.get_or_add_rPr().append(spacing)
    set_faces(style.element, spec.face, spec.size)
    form = style.paragraph_format
    form.alignment = spec.align
    form.keep_with_next = spec.keep_next or None
    form.page_break_before = spec.own_page or None
    if spec.pitch == AS_HIGH_AS_IT_IS:
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    elif spec.pitch:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(spec.pitch)
    if spec.indent:
        indent = style.element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), str(BODY_PT * 2 * 20))


def _normal(document: Any) -> None:
    normal = document.styles["Normal"]
    set_faces(normal.element, FANG, BODY_PT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.rPr.append(language)
    form = normal.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(PITCH_PT)
    form.space_before = form.space_after = Pt(0)
    form.widow_control = False
    # In the order of the schema, before the spacing: no gaps between Chinese and figures, and no
    # snapping to the grid, which would give a title line two grid lines.
    spacing = normal.element.pPr.find(qn("w:spacing"))
    for tag in ("w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), "0")
        spacing.addprevious(element)


def _clear_styles(document: Any) -> None:
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in ("Normal", "DefaultParagraphFont", "TableNormal"):
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    for fonts in defaults.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FANG)
    for latent in styles.findall(qn("w:latentStyles")):
        styles.remove(latent)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.header_distance, section.footer_distance = Mm(15), Mm(FOOTER_MM)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(PITCH_PT * 20)))
    document.settings.odd_and_even_pages_header_footer = True
    for footer, name, side in (
        (section.footer, "页码单页", "right"),
        (section.even_page_footer, "页码双页", "left"),
    ):
        footer.is_linked_to_previous = False
        _page_number(footer.paragraphs[0], document.styles[name], side)


def _page_number(paragraph: Any, style: Any, side: str) -> None:
    """「— 1 —」, one character in from the edge (7.5)."""
    paragraph.style = style
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn(f"w:{side}"), str(SMALL_PT * 20))
    indent.set(qn(f"w:{side}Chars"), "100")
    style.paragraph_format.line_spacing = Pt(SMALL_PT)
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
    paragraph.add_run(" —")


def _settings(document: Any) -> None:
    spacing = OxmlElement("w:characterSpacingControl")
    spacing.set(qn("w:val"), "doNotCompress")
    settings = document.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        settings.remove(old)
    compat = settings.find(qn("w:compat"))
    if compat is None:
        settings.append(spacing)
    else:
        compat.addprevious(spacing)


@cache
def template() -> Template:
    """The empty document, cut at the place where the text goes."""
    document = docx.Document()
    _clear_styles(document)
    _normal(document)
    for spec in STYLES:
        _add_style(document, spec)
    _page(document)
    _settings(document)
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = ""
    buffer = io.BytesIO()
    document.save(buffer)
    parts: list[tuple[str, bytes]] = []
    body = ""
    with zipfile.ZipFile(buffer) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "word/document.xml":
                body = data.decode("utf-8")
            elif not _left_out(name) and name != "docProps/core.xml":
                parts.append((name, _without_left_out(name, data)))
    at = body.index("<w:sectPr")
    return Template(tuple(parts), body[:at], body[at:])


def _left_out(name: str) -> bool:
    """Parts of the American template that nothing needs and that could override named faces."""
    return any(word in name for word in ("theme", "thumbnail", "customXml", "WithEffects"))


def _without_left_out(name: str, data: bytes) -> bytes:
    """Relationship and content-type lists without the parts that were left out."""
    if not (name.endswith(".rels") or name == "[Content_Types].xml"):
        return data
    root = etree.fromstring(data)
    for child in list(root):
        named = f"{child.get('Target', '')}{child.get('PartName', '')}"
        if _left_out(named):
            root.remove(child)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
