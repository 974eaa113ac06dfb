import pytest

from halfsky.formats.outlook_priors import FOLDER, fitted
from halfsky.method.outlook.priors import PriorsError


def test_what_ships_can_be_read():
    priors, recalibration = fitted()
    assert len(priors.kinds) == 5 and recalibration.curve(0, 3, 1) is not None


@pytest.mark.parametrize("content", [None, "{", "[]", "{}"])
def test_a_folder_without_good_files_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / "priors.json").write_text(content)
    (tmp_path / "recalibration.json").write_text((FOLDER / "recalibration.json").read_text())
    with pytest.raises(PriorsError) as refused:
        fitted(tmp_path)
    assert "priors" in refused.value.text("en")
