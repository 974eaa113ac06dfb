import pytest

from halfsky.method.errors import HalfskyError


class Refused(HalfskyError):
    messages = {"gone": ("找不到文件 {name}，请核对路径。", "There is no file {name}; check the path.")}


def test_an_error_speaks_the_language_of_its_reader():
    error = Refused("gone", name="a.csv")
    assert error.text() == "找不到文件 a.csv，请核对路径。"
    assert error.text("en") == "There is no file a.csv; check the path."


def test_an_unknown_key_is_a_programming_fault_and_not_a_message():
    with pytest.raises(KeyError):
        Refused("other")
