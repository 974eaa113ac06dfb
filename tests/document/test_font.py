import pytest

from halfsky.document import font


def test_the_two_fonts_are_there():
    assert {one.name for one in font.folder().glob("*.otf")} >= {
        "NotoSansSC-Regular.otf",
        "NotoSerifSC-Regular.otf",
    }


def test_a_missing_package_says_what_to_install(monkeypatch):
    monkeypatch.setattr(font, "PACKAGE", "no_such_package_here")
    with pytest.raises(font.FontsMissingError, match="pylopdf-fonts-zh-cn"):
        font.folder()
