"""WordprocessingML by local names: the transitional and the strict standard differ in namespace."""

from collections.abc import Iterator

from lxml import etree

Element = etree._Element

_OFF = frozenset({"0", "false", "off", "none"})
_LARGEST = 1_000_000


def local(element: Element) -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: Element | None, name: str = "val") -> str | None:
    """The attribute of this local name."""
    if element is not None:
        for key, text in element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                return str(text)
    return None


def number(element: Element | None, default: int, name: str = "val") -> int:
    """The attribute as a number, the default where it is none or absurd."""
    text = value(element, name) or ""
    if text.isascii() and text.isdigit() and len(text) < 8:
        return min(int(text), _LARGEST)
    return default


def child(element: Element | None, *path: str) -> Element | None:
    """The first child with the first name of the path, its first child with the second, …"""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def children(element: Element, name: str) -> Iterator[Element]:
    return (item for item in element if local(item) == name)


def is_on(element: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and (value(element) or "1").lower() not in _OFF
