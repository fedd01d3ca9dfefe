"""Photos and attachments: kept clean, captioned, ordered, printed, frozen."""

from io import BytesIO

import pytest
from docx import Document
from PIL import Image

from tests.records import ready_to_submit
from tests.web.portal.shelf import photo
from tests.world import World, person
from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.files import read
from zwgk.core.images import upright_jpeg
from zwgk.figures.ledger import ledger
from zwgk.gongwen import check_docx, to_docx
from zwgk.summaries import actions, photos
from zwgk.summaries.annexes import annexes_of, attachments_of, by_hour, by_part, kept_picture
from zwgk.summaries.document import from_json
from zwgk.summaries.drafting import Length
from zwgk.summaries.models import Annexes, SummaryPhoto
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db

ORIENTATION, GPS = 0x0112, 0x8825


@pytest.fixture
def clerk(world: World) -> Actor:
    return person(world.town, Role.OFFICER)


@pytest.fixture
def part(world: World) -> Participation:
    return ready_to_submit(world)


def _from_a_phone() -> bytes:
    """A picture lying on its side, with the place it was taken at."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010F] = "Phone Maker"
    out = BytesIO()
    Image.new("RGB", (400, 200), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photo_is_turned_upright_and_says_nothing_of_where_it_was_taken() -> None:
    clean = upright_jpeg(_from_a_phone())
    with Image.open(BytesIO(clean)) as image:
        assert image.size == (200, 400)
        assert not image.getexif()
    assert b"Phone Maker" not in clean


def test_a_large_photo_is_made_smaller_and_a_clear_one_stands_on_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (5000, 100), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(upright_jpeg(out.getvalue()))) as image:
        assert image.size[0] == 1800
        assert image.getpixel((5, 5)) == (255, 255, 255)


def _bomb() -> bytes:
    """A PNG of a few bytes that says it has 400 million pixels."""
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "不能识别"),
        (b"<svg onload='alert(1)'/>", "不能识别"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (photo()[:300], "不能识别"),
        (b"x" * (20 * 1024 * 1024 + 1), "超过20MB"),
        (_bomb(), "像素过多"),
    ],
)
def test_what_is_no_photo_is_refused_in_plain_words(data: bytes, message: str) -> None:
    with pytest.raises(DomainError, match=message):
        upright_jpeg(data)


def test_photos_are_described_ordered_and_removed(part: Participation, clerk: Actor) -> None:
    made = [
        photos.add_photo(part, photo(colour), name=f"{colour}.jpg", by=clerk)
        for colour in ("red", "green", "blue")
    ]
    with pytest.raises(DomainError, match="已经上传过"):
        photos.add_photo(part, photo("red"), name="again.jpg", by=clerk)
    photos.move_photo(made[2], up=True, by=clerk)
    assert [row.pk for row in photos.photos_of(part)] == [made[0].pk, made[2].pk, made[1].pk]
    photos.describe(part, {made[0].pk: " 咨询现场 "}, [made[0].pk], by=clerk)
    photos.remove_photo(SummaryPhoto.objects.get(pk=made[2].pk), by=clerk)
    assert [row.position for row in photos.photos_of(part)] == [1, 2]
    chosen = photos.pictures_of(part)
    assert [one.caption for one in chosen] == ["咨询现场"]
    with pytest.raises(DomainError, match="不超过100字"):
        photos.describe(part, {made[0].pk: "长" * 101}, [], by=clerk)


def test_a_photo_that_would_be_printed_needs_a_caption(
    part: Participation, clerk: Actor, world: World
) -> None:
    row = photos.add_photo(part, photo(), name="a.jpg", by=clerk)
    photos.choose_annexes(part, table=False, charts=False, photos=True, by=clerk)
    with pytest.raises(DomainError, match="有1张没有说明"):
        actions.submit(part, by=person(world.town))
    photos.describe(part, {row.pk: ""}, [], by=clerk)
    assert actions.submit(part, by=person(world.town)).pk


def test_a_document_holds_no_more_photos_than_a_file_may_be_large(
    part: Participation, clerk: Actor
) -> None:
    rows = [
        photos.add_photo(part, photo(f"#{n:02}{n:02}{n:02}"), name="a.jpg", by=clerk)
        for n in range(photos.MOST_PRINTED + 1)
    ]
    assert len(photos.pictures_of(part)) == photos.MOST_PRINTED
    with pytest.raises(DomainError, match="最多选入20张"):
        photos.describe(part, {}, [row.pk for row in rows], by=clerk)


def test_only_the_unit_itself_keeps_photos(part: Participation, world: World) -> None:
    for by in (person(world.city), person(world.zone), person(world.town, Role.ATTENDANT)):
        with pytest.raises(NotAllowed):
            photos.add_photo(part, photo(), name="a.jpg", by=by)


def test_a_full_report_carries_table_and_photos_unless_chosen_otherwise(
    part: Participation, clerk: Actor
) -> None:
    photos.add_photo(part, photo(), name="a.jpg", caption="咨询现场", by=clerk)
    assert attachments_of(part, ledger(part.pk)) == ()
    actions.compose_draft(part, by=clerk, length=Length.REPORT)
    assert [one.title for one in attachments_of(part, ledger(part.pk))] == ["主要数据", "活动照片"]
    photos.choose_annexes(part, table=True, charts=False, photos=False, by=clerk)
    actions.compose_draft(part, by=clerk, length=Length.REPORT)
    assert not annexes_of(part).photos
    assert [one.title for one in attachments_of(part, ledger(part.pk))] == ["主要数据"]


def test_the_table_has_every_figure_with_its_source(part: Participation) -> None:
    Annexes.objects.create(participation=part, table=True)
    figures = ledger(part.pk)
    table = attachments_of(part, figures)[0].blocks[0]
    rows = {row[0]: row[1:] for row in table.rows}  # type: ignore[union-attr]
    assert len(rows) == len(figures)
    assert rows["接待群众"][0] == "34人次"
    assert rows["满意率"][2] == "2中的1"


def test_charts_count_what_was_recorded(part: Participation) -> None:
    figures = ledger(part.pk)
    assert by_hour(figures["visitors"]) == [("9时", 34)]
    assert sum(count for _, count in by_part(figures["materials_distributed"])) == 59
    assert by_hour(None) == []


def test_what_was_submitted_keeps_its_photos_for_ever(
    part: Participation, clerk: Actor, world: World
) -> None:
    row = photos.add_photo(part, photo("green"), name="a.jpg", caption="咨询现场", by=clerk)
    Annexes.objects.create(participation=part, table=True, charts=True, photos=True)
    submission = actions.submit(part, by=person(world.town))
    before = read(submission.docx)
    actions.withdraw(submission, by=person(world.town))
    photos.remove_photo(row, by=clerk)
    submission.refresh_from_db()
    again = from_json(submission.content, kept_picture)
    assert to_docx(again) == before
    assert check_docx(before) == []
    file = Document(BytesIO(before))
    assert len(file.inline_shapes) >= 1
    assert "咨询现场" in "".join(p.text for p in file.paragraphs)
    assert file.tables[0].rows[0].cells[0].text == "指标"


def test_all_photos_make_a_document_of_their_own(part: Participation, clerk: Actor) -> None:
    with pytest.raises(DomainError, match="还没有选入文件的照片"):
        photos.photo_report(part)
    photos.add_photo(part, photo(), name="a.jpg", caption="咨询现场", by=clerk)
    document = photos.photo_report(part)
    assert check_docx(to_docx(document)) == []
