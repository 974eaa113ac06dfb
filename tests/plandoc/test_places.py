"""Regions by their names, and the level of a 市."""

import pytest

from halfsky.plandoc.numerals import half_width
from halfsky.plandoc.places import COUNTY_CITIES, level_of_city, region_from_text, region_of


@pytest.mark.parametrize(("title", "region", "level"), [
    ("中国妇女发展纲要（2021—2030年）", "中国", "nation"), ("青岚省儿童发展规划（2021—2030年）", "青岚省", "province"),
    ("北京市“十四五”时期妇女儿童发展规划", "北京市", "province"), ("新疆生产建设兵团妇女发展规划", "新疆生产建设兵团", "province"),
    ("内蒙古自治区妇女发展纲要（2021-2030年）", "内蒙古自治区", "province"), ("云栖市妇女发展规划", "云栖市", "city"),
    ("青岚省云栖市望川县妇女发展规划", "望川县", "county"), ("安溪自治县儿童发展规划", "安溪自治县", "county"), ("乌兰旗妇女发展规划", "乌兰旗", "county"),
    ("临湖区“十四五”妇女发展规划", "临湖区", "county"), ("海东州妇女发展规划", "海东州", "city"), ("山西妇女发展规划", "山西", "province"), ("妇女发展规划", "", ""),
    ("杭州市儿童发展规划", "杭州市", "city"), ("2021—2025年望川县儿童发展规划", "望川县", "county"), ("达州市通川区妇女发展规划", "通川区", "county"), ("赣州市赣县区儿童发展规划", "赣县区", "county"),
    ("广州市妇女发展规划", "广州市", "city"), ("济南市市中区妇女发展规划", "市中区", "county"), ("柳林镇妇女发展计划", "柳林镇", "township"),
])
def test_the_region_of_a_title(title: str, region: str, level: str) -> None:
    assert region_of(half_width(title)) == (region, level)


def test_the_region_of_who_issued_it() -> None:
    assert region_from_text("本规划由望川县人民政府制定") == ("望川县", "county")
    assert region_from_text("为促进妇女发展") == ("", "")


@pytest.mark.parametrize(("region", "upper", "text", "wanted"), [
    ("云浦市", [], "云浦市系宁川市代管的县级市。", ("county", False)), ("云浦市", [("宁川市", "city")], "", ("county", False)),
    ("云浦市", [("青岚省", "province")], "各县(市、区)人民政府负责实施。", ("city", False)), ("福清市", [], "加强领导。", ("county", False)),
    ("福清市", [], "市、县两级财政予以保障。", ("city", False)), ("云浦市", [], "市、镇(街道)两级领导班子", ("county", False)),
    ("云浦市", [], "加强领导。", ("city", True)), ("海东州", [], "", ("city", False)),
])
def test_the_level_of_a_city(region: str, upper: list[tuple[str, str]], text: str, wanted: tuple[str, bool]) -> None:
    assert level_of_city(region, upper, text) == wanted


def test_the_list_of_county_level_cities() -> None:
    assert {"义乌", "昆山", "大理"} <= COUNTY_CITIES
    assert not {"杭州", "大同", ""} & COUNTY_CITIES
