"""Typesetting of printed carriers: content in, a print-ready PDF out. Plain Python, no Django.

Sizes are millimetres of the trimmed sheet. A sheet made for the printer has 3 mm of bleed and crop
marks around it, and its PDF names the trimmed and the bled box.
"""

from zwgk.carriers.press.content import Brand, Guide, Order, Sheet
from zwgk.carriers.press.glyphs import missing_glyphs
from zwgk.carriers.press.make import Made, make

__all__ = ["Brand", "Guide", "Made", "Order", "Sheet", "make", "missing_glyphs"]
