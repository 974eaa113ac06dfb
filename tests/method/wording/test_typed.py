"""Which typed words are figures, and which only look like one."""

from __future__ import annotations

import pytest

from halfsky.method.wording.typed import is_digit, typed_figures


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("参保率达到95.20%。", ["95.20%"]), ("共１２人", ["１２"]), ("增至1,234人", ["1,234"]), ("第⑨", ["⑨"]), ("Ⅳ类", ["Ⅳ"]), ("½", ["½"]),
        ("٣ places", ["٣"]), ("达到百分之九十", ["百分之九十"]), ("千分之三点五", ["千分之三点五"]), ("三分之二的村", ["三分之二"]),
        ("超过九成", ["九成"]), ("七成半", ["七成半"]), ("是上年的两倍", ["两倍"]), ("翻了一番", ["翻了一番"]), ("提高三个百分点", ["三个百分点"]),
        ("二十三人", ["二十三"]), ("三百所", ["三百"]), ("二〇二四年", ["二〇二四"]), ("两名代表", ["两"]), ("五所学校", ["五"]), ("三万人", ["三万"]),
        ("排名第三", ["排名第三"]), ("位居全市第二", ["位居全市第二"]), ("三项目标未达标", ["三"]), ("2024年", ["2024"]), ("3月", ["3"]),
        ("twelve goals and twenty-three targets", ["twelve", "twenty-three"]), ("it doubled", ["doubled"]), ("贰拾人", ["贰拾"]),
        ("实现零死亡", ["零死亡"]), ("超过半数", ["过半数"]), ("女性过半", ["过半"]), ("占一大半", ["大半"]), ("近半的村", ["近半"]), ("zero deaths", ["zero"]),
        ("more than half of them", ["than half"]), ("one-third of it", ["one-third"]),
        ("八点五个百分点", ["八点五个百分点"]), ("五个乡镇", ["五"]),
    ],
)
def test_a_figure_is_found(words: str, figures: list[str]) -> None:
    assert [one.text for one in typed_figures(words)] == figures
    assert all(words[one.start :].startswith(one.text) for one in typed_figures(words))


@pytest.mark.parametrize(
    "words",
    [
        "根据第3条和第十二条第二款", "妇儿工委办〔2025〕3号", "2025年3月8日召开会议", "3月8日", "二〇二五年三月八日", "拨打12338妇女维权服务热线",
        "“十四五”规划", "十五五时期", "“三八”节", "三八国际妇女节", "两癌筛查", "三孩政策", "九年义务教育", "十分重视", "千方百计", "一是抓落实，二是强督导",
        "一个重点", "三项工作", "八大领域", "万一", "每十万活产", "完成年度任务，形成合力，成效明显", "第二次会议", "一人一策", "一成不变", "百姓",
        "零距离服务", "对家暴零容忍", "零星分散", "事半功倍", "半边天", "多半个月", "年过半百", "first quarter",
        "As laid down in Article 3", "one of the goals", "half the sky", "women and men", "often", "第一季度",
    ],
)
def test_what_only_looks_like_one_is_left_alone(words: str) -> None:
    assert typed_figures(words) == []


def test_a_chinese_numeral_is_no_digit() -> None:
    assert [is_digit(one) for one in "9９⑨Ⅸ½九〇百"] == [True] * 5 + [False] * 3
