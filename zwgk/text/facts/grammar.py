"""Words and numbers that several grammars of this package share."""

from zwgk.text.numerals import parse_chinese

# 5.15, 5·15, 5 . 15, 515, 5?15 (a middle dot lost in copying): the name of the day.
FIFTEENTH = r"(?<!\d)5\s?[.·?—-]?\s?15\.?(?![\d日号份余多])"
# The name of an Openness Day; news and towns have their own spellings.
DAY = (
    r"(?:政务信?息?公开(?:活动|主题|宣传|开放)?|政府信息公开(?:活动|主题|宣传)?|(?:政府|政务|机关)(?:公众)?开放"
    r"|公众开放)(?:活动)?(?:日|周|月)"
)
CHINESE = "零〇一二三四五六七八九十两"
OPEN_QUOTES = '“"「『‘'
CLOSE_QUOTES = '”"」』’'


def number(text: str) -> int | None:
    """The number written in Arabic or Chinese numerals, None when it is neither."""
    if text.isascii() and text.isdigit():
        return int(text)
    try:
        return parse_chinese(text)
    except ValueError:
        return None
