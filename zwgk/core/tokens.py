"""Secret words that people may have to type: of letters that are not mistaken for one another."""

import secrets
import unicodedata

# Without 0 O 1 I L, which people confuse; 31 characters, 12 of them are 59 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_token(length: int) -> str:
    """A token that cannot be guessed; 16 letters are 79 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def normal(typed: str) -> str:
    """What was typed, without blanks and hyphens, whatever the width and case."""
    wide = unicodedata.normalize("NFKC", typed[:100]).upper()
    return "".join(letter for letter in wide if letter in ALPHABET)
