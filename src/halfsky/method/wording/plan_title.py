"""An English form of a plan's title, by rule, where nobody gave one: region, what the plan is about, its years.

>>> english("岢岚县妇女发展“十四五”规划", "", "Kelan County", 2021, 2025)
"Kelan County Plan for Women's Development, 2021–2025"
"""

from __future__ import annotations

import re

CHINESE = re.compile("[\u3400-\u9fff]")
ABOUT = (
    (("妇女", "儿童"), "Women's and Children's Development"), (("妇女",), "Women's Development"), (("儿童",), "Children's Development"),
    (("家庭",), "Family Building"), (("青年",), "Youth Development"),
)  # fmt: skip
"""What the title names, and what it is about; the first that fits."""


def english(title_zh: str, title_en: str, region_en: str, start: int | None, end: int | None) -> str:
    """The English title: the one given, where it is English, else one made by rule; "" where the title names no known matter."""
    if title_en and not CHINESE.search(title_en):
        return title_en
    about = next((words for signs, words in ABOUT if all(sign in title_zh for sign in signs)), "")
    if not about:
        return ""
    region = "" if CHINESE.search(region_en) else region_en.strip()
    years = f", {start}–{end}" if start and end else ""
    return f"{region} Plan for {about}{years}".strip()
