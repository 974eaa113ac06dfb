import pytest

from halfsky.formats.outlook_priors import FOLDER, fitted, record
from halfsky.method.outlook.priors import PriorsError


def test_what_ships_can_be_read():
    priors, recalibration = fitted()
    assert len(priors.kinds) == 5 and recalibration.curve(0, 3, 1) is not None


def test_how_often_it_was_right_ships_and_is_honest():
    told = record()
    assert [level["low"] for level in told["levels"]] == [0.8, 0.5, 0.2, 0.0]
    for level in told["levels"]:
        assert level["count"] > 300 and abs(level["told"] - level["met"]) < 0.05
    ours = told["scores"]["outlook"]
    assert all(ours["brier"] < other["brier"] for name, other in told["scores"].items() if name != "outlook")
    assert 76 <= ours["cover"][1] <= 84


@pytest.mark.parametrize("content", [None, "{", "[]", "{}"])
def test_a_folder_without_good_files_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / "priors.json").write_text(content)
    (tmp_path / "recalibration.json").write_text((FOLDER / "recalibration.json").read_text())
    with pytest.raises(PriorsError) as refused:
        fitted(tmp_path)
    assert "priors" in refused.value.text("en")
