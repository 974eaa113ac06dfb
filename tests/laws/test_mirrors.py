"""Every module of the pure rooms has its mirrored test."""

from tests.laws import law


def test_every_module_of_the_pure_rooms_has_its_mirrored_test():
    assert law.without_mirror(law.SRC, law.ROOT / "tests") == []
    broken = law.BROKEN / "mirror"
    assert law.without_mirror(broken / "src", broken / "tests") == ["method/judged"]
