import pytest

from halfsky.vault.errors import KeyTrouble, SealTrouble


@pytest.mark.parametrize("kind", [KeyTrouble, SealTrouble])
def test_every_sentence_is_there_in_both_languages_and_can_be_filled(kind):
    for key in kind.messages:
        error = kind(key, path="office.key", algorithm="RSA")
        assert "{" not in error.text() + error.text("en") and error.text() != error.text("en")
