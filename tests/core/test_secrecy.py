"""Short secrets: encrypted, or kept as digests."""

from typing import Any

import pytest

from zwgk.core.secrecy import Unreadable, decrypt, digest, digests, encrypt


def test_what_was_encrypted_is_read_again_and_nothing_of_it_is_seen() -> None:
    token = encrypt("0415-2150000", purpose="a")
    assert decrypt(token, purpose="a") == "0415-2150000"
    assert "2150000" not in token
    assert encrypt("0415-2150000", purpose="a") != token


def test_a_secret_of_another_purpose_or_altered_is_not_read() -> None:
    token = encrypt("甲", purpose="a")
    for wrong, purpose in ((token, "b"), (token[:-6] + "AAAA==", "a"), ("", "a"), ("汉字", "a")):
        with pytest.raises(Unreadable):
            decrypt(wrong, purpose=purpose)


def test_a_secret_may_expire() -> None:
    token = encrypt("甲", purpose="a")
    assert decrypt(token, purpose="a", max_age=60) == "甲"
    with pytest.raises(Unreadable):
        decrypt(token, purpose="a", max_age=-1)


def test_a_changed_key_reads_old_secrets_by_its_fallbacks(settings: Any) -> None:
    settings.SECRET_KEY = "old"
    token, kept = encrypt("甲", purpose="a"), digest("码", purpose="a")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", ["old"]
    assert decrypt(token, purpose="a") == "甲"
    assert kept in digests("码", purpose="a")
    assert digest("码", purpose="a") != kept
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Unreadable):
        decrypt(token, purpose="a")


def test_digests_differ_by_text_and_purpose() -> None:
    assert len({digest("a", purpose="x"), digest("b", purpose="x"), digest("a", purpose="y")}) == 3
    assert digest("a", purpose="x") == digest("a", purpose="x")
