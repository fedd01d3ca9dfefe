"""查询码: what the asker keeps to open the answer; only its digest is stored."""

from zwgk.core import secrecy
from zwgk.core.tokens import ALPHABET, new_token, normal

LENGTH = 12
_PURPOSE = "enquiry code"


def new_code(once: str = "") -> str:
    """A code that cannot be guessed, or always the same one for the same ``once``."""
    if not once:
        return new_token(LENGTH)
    number = int(secrecy.digest(once, purpose="enquiry code of a form"), 16)
    letters = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def grouped(code: str) -> str:
    """As it is shown: ABCD-EFGH-JKMN."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def stored(code: str) -> str:
    """The digest under which an enquiry is kept."""
    return secrecy.digest(code, purpose=_PURPOSE)


def candidates(typed: str) -> list[str]:
    """The digests an enquiry with the typed code may be kept under; none for no possible code."""
    code = normal(typed)
    return secrecy.digests(code, purpose=_PURPOSE) if len(code) == LENGTH else []
