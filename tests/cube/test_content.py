import dataclasses

import pytest

from halfsky.cube.content import ReleaseContent


def empty(**change: object) -> ReleaseContent:
    fields = {f.name: () for f in dataclasses.fields(ReleaseContent)}
    given = {"year": 2024, "number": 2, "area": "140929000000", "plan": "p", "created_at": "", "demo": False}
    return ReleaseContent(**{**fields, "framework": {}, **given, **change})


def test_a_release_is_named_by_its_year_and_number():
    assert empty().identity == "2024-2"


def test_a_release_cannot_be_altered_in_place():
    with pytest.raises(dataclasses.FrozenInstanceError):
        empty().year = 2025
