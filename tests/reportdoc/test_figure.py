"""A printed figure stands for all values that round to it."""

from __future__ import annotations

from decimal import Decimal

from halfsky.reportdoc.figure import decimals_of, figures_of, meets, rounded, share


def test_kinds_units_and_scales() -> None:
    found = figures_of("2024年，参保1.2万人，女性占48.2%，提高0.3个百分点，为30/10万，增长1.5倍，共94项")
    assert [f.kind for f in found] == ["year", "person", "rate", "point", "rate", "times", "item"]
    assert found[1].value == 12000
    assert (found[1].low, found[1].high) == (11500, 12500)
    assert found[4].unit == "/10万"


def test_a_count_of_persons_is_exact() -> None:
    (one,) = figures_of("女代表100名")
    assert one.low == one.high == 100
    assert not one.rough


def test_about_and_more_are_rough() -> None:
    assert all(f.rough for f in figures_of("约300人") + figures_of("超过5000人") + figures_of("30%左右") + figures_of("80%以上"))


def test_a_share_is_met_within_its_rounding_only() -> None:
    part, whole, right, wrong = *figures_of("44项"), *figures_of("54项"), *figures_of("81.5%"), *figures_of("82%")
    low, high = share(part, whole, 100)
    assert meets(right, low, high)
    assert not meets(wrong, low, high)


def test_decimals_of_and_rounded() -> None:
    assert decimals_of("3.10/千人") == 2
    assert decimals_of("95%") == 0
    assert rounded(Decimal("81.481"), "81.48%") == "81.48"
