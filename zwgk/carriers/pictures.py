"""Pictures for carriers: PNG or JPEG, kept as they are; pixels are counted before any is read."""

from PIL import UnidentifiedImageError

from zwgk.core.errors import DomainError
from zwgk.core.images import opened

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000


def checked_picture(content: bytes, *, field: str) -> str:
    """png or jpeg. Raises DomainError for anything else, for too large or too many pixels."""
    if len(content) > MAX_BYTES:
        raise DomainError("图片超过8MB，请压缩后再上传。", field=field)
    try:
        with opened(content, ("PNG", "JPEG")) as image:
            kind, (width, height) = str(image.format).lower(), image.size
            if width * height <= MAX_PIXELS:
                image.load()
                return kind
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise DomainError(
            "请上传 PNG 或 JPEG 图片；SVG、GIF 等请先另存为 PNG。", field=field
        ) from None
    raise DomainError(
        f"图片有{width}×{height}像素，过大。请缩小到4000万像素以内再上传。", field=field
    )
