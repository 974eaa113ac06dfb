"""Numbers as plans write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.plandoc.numerals import chinese_number, half_width, number, plain_unit, quantities


@given(st.text())
def test_half_width_keeps_every_place(text: str) -> None:
    assert len(half_width(text)) == len(text)
    quantities(half_width(text))


@pytest.mark.parametrize(("words", "value", "unit"), [
    ("95%", "95", "%"), ("９５％", "95", "%"), ("百分之九十五", "95", "%"), ("百分之九十五点五", "95.5", "%"), ("九成", "90", "%"), ("九成五", "95", "%"),
    ("三成半", "35", "%"), ("四分之一", "25", "%"), ("三分之二", "66.67", "%"), ("1/6", "16.67", "%"), ("半数", "50", "%"), ("12.5/10万", "12.5", "/10万"),
    ("12/十万", "12", "/10万"), ("十万分之九", "9", "/10万"), ("5‰", "5", "‰"), ("5%o", "5", "‰"), ("2.6㎡", "2.6", "平方米"), ("2.6平米", "2.6", "平方米"), ("千分之五", "5", "‰"), ("0.5个百分点", "0.5", "个百分点"),
    ("1.2万人次", "1.2", "万人次"), ("1.5∶1", "1.5", ""), ("翻一番", "2", ""), ("翻两番", "4", ""), ("翻番", "2", ""), ("2,600名", "2600", "名"),
    ("两次", "2", "次"), ("二百五十所", "250", "所"), ("4.6个/千人", "4.6", "个/千人"), ("0.3平方米", "0.3", "平方米"), ("一万二千人次", "12000", "人次"),
])
def test_a_quantity(words: str, value: str, unit: str) -> None:
    (found,) = quantities(half_width(words))
    assert (f"{found.value:f}", found.unit) == (f"{Decimal(value):f}", unit)
    assert (found.start, found.end) == (0, len(words))


@pytest.mark.parametrize("words", ["成为", "三分之五", "3:0", "一体化", "九成为"])
def test_no_quantity(words: str) -> None:
    assert [q for q in quantities(words) if q.kind != "number"] == []


@pytest.mark.parametrize(("words", "value"), [("九十五", 95), ("十二", 12), ("三千二百零一", 3201), ("二〇二五", 2025), ("两亿", 200_000_000), ("x", None), ("", None), ("一点x", None)])
def test_chinese_numbers(words: str, value: int | None) -> None:
    assert chinese_number(words) == value


def test_numbers_and_units() -> None:
    assert number("1,234.5") == Decimal("1234.5")
    assert [plain_unit(unit) for unit in ("1/10万", "/十万", "百分点", "百分比", "（%）", "十万分之一", "人次")] == [
        "/10万", "/10万", "个百分点", "%", "%", "/10万", "人次"]
