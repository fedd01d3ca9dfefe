"""Chinese numerals for set phrases (第十二届) and back (GB/T 15835-2011, 5.2)."""

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_VALUES = {char: value for value, char in enumerate(_DIGITS)} | {"两": 2, "〇": 0}
LIMIT = 10**8


def to_chinese(number: int) -> str:
    """0 ≤ number < 100000000 in Chinese: 12 → 十二, 105 → 一百零五. Raises ValueError outside."""
    if not 0 <= number < LIMIT:
        raise ValueError("只支持 0 至 99999999 之间的整数。")
    high, low = divmod(number, 10_000)
    if not high:
        text = _below_10000(low)
    else:
        zero = "零" if 0 < low < 1000 else ""
        text = f"{_below_10000(high)}万{zero}{_below_10000(low) if low else ''}"
    return text.removeprefix("一") if text.startswith("一十") else text


def _below_10000(number: int) -> str:
    if number == 0:
        return "零"
    text, digits = "", str(number)
    for at, digit in enumerate(digits):
        if digit != "0":
            text += _DIGITS[int(digit)] + _UNITS[len(digits) - 1 - at]
        elif text and not text.endswith("零") and digits[at:].strip("0"):
            text += "零"
    return text


def parse_chinese(text: str) -> int:
    """The number a Chinese numeral writes: 十二 → 12. Raises ValueError for anything else."""
    total = section = digit = 0
    if not text:
        raise ValueError("没有数字。")
    for char in text:
        if char in _VALUES:
            digit = _VALUES[char]
        elif char in "十百千":
            section += (digit or (1 if char == "十" else 0)) * 10 ** "十百千".index(char) * 10
            digit = 0
        elif char == "万":
            total, section, digit = (section + digit) * 10_000, 0, 0
        else:
            raise ValueError(f"“{text}”不是中文数字。")
    return total + section + digit
