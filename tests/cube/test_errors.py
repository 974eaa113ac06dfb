import pytest

from halfsky.cube.errors import ReleaseError


class Every(dict):
    def __missing__(self, key):
        return "x"


@pytest.mark.parametrize("key", sorted(ReleaseError.messages))
def test_every_refusal_can_be_said_in_both_languages(key):
    zh, en = ReleaseError.messages[key]
    assert zh.format_map(Every()) and en.format_map(Every())
    names = [{piece.split("}")[0].split("!")[0] for piece in text.split("{")[1:]} for text in (zh, en)]
    assert names[0] == names[1], "both sentences name the same things"
