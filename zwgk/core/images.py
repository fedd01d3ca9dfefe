"""Photos as people send them: turned upright, of a sensible size, without what a camera adds.

EXIF holds the place and the device: it is left out.
"""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from zwgk.core.errors import DomainError

MOST_BYTES = 20 * 1024 * 1024
# A JPEG is read at the size it is needed in, other formats as a whole.
MOST_PIXELS = {"JPEG": 200_000_000, "PNG": 40_000_000, "WEBP": 40_000_000}
LONGEST = 1800  # pixels of the longer side: the width of an A4 page's text at 290 dots an inch
_QUALITY = 82
# Pillow's own bound is lower than what phones take, and its warning is no thing for threads: ours
# is held below, before any pixel is read.
Image.MAX_IMAGE_PIXELS = None


def upright_jpeg(data: bytes, *, field: str = "photos") -> bytes:
    """A photo as a JPEG fit for a document.

    Raises DomainError for what is no photo, is too large, or has too many pixels; pixels are
    counted before any are read.
    """
    if len(data) > MOST_BYTES:
        raise DomainError("照片超过20MB，请压缩后再上传。", field=field)
    try:
        return _upright(data)
    except Image.DecompressionBombError:
        raise DomainError("照片的像素过多，请缩小到4000万像素以内再上传。", field=field) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise DomainError(
            "不能识别这张照片。请上传 JPEG 或 PNG；苹果手机的 HEIC 照片请先导出为 JPEG。",
            field=field,
        ) from None


def opened(data: bytes, formats: tuple[str, ...]) -> Image.Image:
    """A picture of one of the formats, its header read and no pixel yet."""
    return Image.open(BytesIO(data), formats=formats)


def _upright(data: bytes) -> bytes:
    with opened(data, tuple(MOST_PIXELS)) as image:
        if image.width * image.height > MOST_PIXELS[str(image.format)]:
            raise Image.DecompressionBombError
        image.draft("RGB", (LONGEST, LONGEST))
        turned = ImageOps.exif_transpose(image)
        if turned.mode in ("RGBA", "LA", "P"):
            clear = turned.convert("RGBA")
            turned = Image.new("RGB", clear.size, "white")
            turned.paste(clear, mask=clear.getchannel("A"))
        turned = turned.convert("RGB")
        turned.thumbnail((LONGEST, LONGEST))
        out = BytesIO()
        turned.save(out, "JPEG", quality=_QUALITY, optimize=True)
        return out.getvalue()
