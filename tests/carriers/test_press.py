"""Print-ready files: everything that was ordered stands in them, whatever its length."""

import io

import pytest
from pypdf import PdfReader

from tests.carriers.orders import BRAND, PIXEL, order, plain, printed
from zwgk.carriers.kinds import KINDS
from zwgk.carriers.press import Brand, Guide, Order, make, missing_glyphs
from zwgk.carriers.press.make import pictures

SIZES = [
    (key, size) for key, kind in KINDS.items() if kind.takes_items for size in sorted(kind.sizes)
]
COUNTS = {"board": 8, "display": 1, "trifold": 3, "handbook": 9, "leaflet": 2}
MM = 72 / 25.4


def _texts(given: Guide, facts: tuple[str, ...]) -> list[str]:
    rows = [text for label, text in given.rows if not facts or label in facts]
    return [given.name, *(line for text in rows for line in text.split("\n"))]


@pytest.mark.parametrize("times", [0, 1, 3, 12])
@pytest.mark.parametrize(("key", "size"), SIZES)
def test_no_text_is_lost_whatever_its_length(key: str, size: str, times: int) -> None:
    ordered = order(key, size, times, COUNTS[key])
    made = make(ordered)
    text = printed(made.pdf)
    for given in ordered.guides:
        if given.name in made.omitted:
            assert plain(given.rows[0][1]) not in text
            continue
        for part in _texts(given, ordered.facts):
            assert plain(part) in text, part
        if key == "display":
            assert all(plain(name) in text for name, _, _ in given.steps)
    assert plain(ordered.title) in text
    assert made.fits or made.pages > 1 or made.omitted


@pytest.mark.parametrize(("key", "size"), SIZES)
def test_the_usual_amount_fits_the_sheet(key: str, size: str) -> None:
    made = make(order(key, size, 1, COUNTS[key]))
    assert made.fits
    assert not made.omitted
    assert made.pages == {"trifold": 2, "handbook": made.pages}.get(key, 1)


@pytest.mark.parametrize(("key", "size"), SIZES)
def test_a_sheet_has_bleed_and_a_trimmed_box_of_the_size_ordered(key: str, size: str) -> None:
    sheet = KINDS[key].sizes[size].sheet
    for page in PdfReader(io.BytesIO(make(order(key, size, 1, 1)).pdf)).pages:
        trim, bleed = page.trimbox, page.bleedbox
        assert float(trim.width) == pytest.approx(sheet.width * MM, abs=0.1)
        assert float(trim.height) == pytest.approx(sheet.height * MM, abs=0.1)
        assert float(bleed.width - trim.width) == pytest.approx(6 * MM, abs=0.1)
        assert float(page.mediabox.width) > float(bleed.width)


def test_fonts_are_embedded() -> None:
    page = PdfReader(io.BytesIO(make(order("leaflet", "a4", 1, 1)).pdf)).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert inner
    assert all("/FontFile3" in one or "/FontFile2" in one for one in inner)


@pytest.mark.parametrize("count", [1, 2, 5, 9, 10, 11])
def test_a_handbook_can_be_folded(count: int) -> None:
    assert make(order("handbook", "a5", 1, count)).pages % 4 == 0


def test_a_brochure_leaves_out_whole_items_and_names_them() -> None:
    made = make(order("trifold", "a4", 9, 8))
    assert not made.fits
    assert made.pages == 2
    assert made.omitted
    assert "更多事项请扫码查看" in printed(made.pdf)


def test_one_item_longer_than_a_brochure_is_named_not_cut() -> None:
    made = make(order("trifold", "a4", 200, 1))
    assert made.omitted == ("第1项救助审核",)


def test_a_banner_is_drawn_smaller_and_its_letters_shrink_with_the_text() -> None:
    short, long = (make(order("banner", "cloth", times, 0)) for times in (1, 6))
    assert short.scale > long.scale
    assert printed(short.pdf).count("打造营商环境最优镇") == 1
    assert "按1:10出图" in printed(short.pdf)


def test_rare_characters_of_names_and_places_are_printed() -> None:
    assert missing_glyphs("䶮㛃𬱖") == []
    rare = Guide("䶮㛃𬱖村办事", (("办理地点", "𬱖河镇䶮桥村"),))
    sheet = KINDS["leaflet"].sizes["a4"].sheet
    text = printed(make(Order("leaflet", sheet, BRAND, "㛃镇", guides=(rare,))).pdf)
    assert "䶮㛃𬱖村办事" in text
    assert "𬱖河镇䶮桥村" in text


def test_what_no_face_can_print_is_named() -> None:
    assert missing_glyphs("好\U000e0041坏\U000e0041") == ["\U000e0041"]


def test_markup_in_a_text_is_only_text() -> None:
    tricky = Guide("#panic() *甲* $x$", (("公开内容", '"]#read("/etc/passwd")\\ [乙]'),))
    sheet = KINDS["board"].sizes["a1"].sheet
    text = printed(make(Order("board", sheet, BRAND, "#let x", guides=(tricky,))).pdf)
    assert '"]#read("/etc/passwd")\\[乙]' in text
    assert "#panic()*甲*$x$" in text


def test_emblem_and_photo_are_set_in() -> None:
    sheet, inside = KINDS["handbook"].sizes["a5"].sheet, (Guide("甲", (("公开内容", "乙"),)),)

    def images(brand: Brand) -> int:
        made = make(Order("handbook", sheet, brand, "手册", guides=inside))
        return len(list(PdfReader(io.BytesIO(made.pdf)).pages[0].images))

    assert images(Brand("柳河镇人民政府")) == 0
    assert images(Brand("柳河镇人民政府", emblem=PIXEL)) == 1
    assert images(Brand("柳河镇人民政府", photo=PIXEL)) == 1


def test_pages_can_be_looked_at() -> None:
    found = pictures(order("trifold", "a4", 1, 2), ppi=20)
    assert [look[:4] for look in found] == [b"\x89PNG", b"\x89PNG"]
