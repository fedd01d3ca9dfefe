"""The styles of a docx file, as far as they change what a reader sees."""

from collections.abc import Iterator

from zwgk.text.reading.wml import Element, child, children, is_on, value


class Styles:
    """Looked up by id; what a style does not say, the one it is based on says."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else list(children(root, "style"))
        self._styles = {value(style, "styleId") or "": style for style in styles}

    def _chain(self, style_id: str) -> Iterator[Element]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = value(child(style, "basedOn")) or ""

    def numbering(self, style_id: str) -> Element | None:
        """The numbering properties the style brings."""
        for style in self._chain(style_id):
            found = child(style, "pPr", "numPr")
            if found is not None:
                return found
        return None

    def is_hidden(self, style_id: str) -> bool:
        """Whether text of this style is not shown."""
        for style in self._chain(style_id):
            found = child(style, "rPr", "vanish")
            if found is not None:
                return is_on(found)
        return False

    def is_contents(self, style_id: str) -> bool:
        """Whether the style is that of a line of the table of contents."""
        name = value(child(self._styles.get(style_id), "name")) or ""
        return name.lower().startswith(("toc ", "目录 "))
