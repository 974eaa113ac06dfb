from halfsky.method.wording.zh import PHRASES


def test_every_phrase_is_words():
    assert all(isinstance(one, str) and one == one.rstrip("\n") for one in PHRASES.values())
