"""Whose plan it is: the region a title names, and its level.

A name ends in its kind (省, 市, 县 …), which gives the level; only 市 may be a city or a county-level city. Then the plan's
own words decide: see `level_of_city`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ISSUED = re.compile(r"^(?:.{0,40}?(?:关于|印发|下发|公布|批转|转发|发布|通过)(?:印发|下发|实施|发布)?|《)+")
_YEARS_AHEAD = re.compile(r"^(?:19|20)\d{2}年?(?:—|至|到)(?:19|20)\d{2}年?")
_BEHIND_NAME = re.compile(r"妇女|儿童|女性|妇幼|少年|[“\"(]?十[一二三四五六]五|(?:19|20)\d{2}|国民|未成年")
#: 广州市 and 达州市 are whole; 赣县区 and 沙市区 are districts.
_REGION_END = re.compile(
    r"(?P<corps>[\u4e00-\u9fff]{0,12}兵团)|(?P<province>[\u4e00-\u9fff]{2,8}?(?:省|自治区(?!人民)))"
    r"|(?P<city>[\u4e00-\u9fff]{1,10}?(?:自治州|地区|盟(?!市)|市(?![区州])|州(?![市县区])))"
    r"|(?P<county>[\u4e00-\u9fff]{1,12}?(?:自治县|自治旗|林区|特区|县(?![区市])|旗))"
    r"|(?P<below>[\u4e00-\u9fff]{1,10}?(?:新区|开发区|示范区|区))|(?P<township>[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道))")
_OF_TEXT = re.compile(r"([\u4e00-\u9fff]{2,10}(?:省|自治区|市|州|盟|县|旗|区))(?:委|人民政府|委员会)")
_MUNICIPAL = ("北京市", "上海市", "天津市", "重庆市", "香港", "澳门")
_MUNICIPAL_SHORT = ("北京", "上海", "天津", "重庆")
_PROVINCES = tuple("河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆".split())  # noqa: SIM905

_COUNTY_CITY_NAMES = (
    "辛集 晋州 新乐 遵化 迁安 滦州 武安 南宫 沙河 涿州 定州 安国 高碑店 平泉 泊头 任丘 黄骅 河间 霸州 三河 深州 古交 高平 介休 永济 河津 原平 侯马 霍州 孝义 汾阳 怀仁 "
    "霍林郭勒 满洲里 牙克石 扎兰屯 额尔古纳 根河 丰镇 乌兰浩特 阿尔山 二连浩特 锡林浩特 新民 瓦房店 庄河 海城 东港 凤城 凌海 北镇 盖州 大石桥 灯塔 调兵山 开原 北票 凌源 兴城 "
    "榆树 德惠 公主岭 蛟河 桦甸 舒兰 磐石 双辽 梅河口 集安 洮南 大安 扶余 延吉 图们 敦化 珲春 龙井 和龙 临江 尚志 五常 讷河 虎林 密山 铁力 同江 富锦 抚远 绥芬河 海林 宁安 穆棱 "
    "东宁 北安 五大连池 嫩江 安达 肇东 海伦 漠河 江阴 宜兴 新沂 邳州 溧阳 常熟 张家港 昆山 太仓 启东 如皋 海安 东台 仪征 高邮 丹阳 扬中 句容 兴化 靖江 泰兴 建德 余姚 慈溪 瑞安 "
    "乐清 龙港 海宁 平湖 桐乡 诸暨 嵊州 兰溪 义乌 东阳 永康 江山 温岭 临海 玉环 龙泉 巢湖 无为 桐城 潜山 天长 明光 界首 宁国 广德 福清 永安 石狮 晋江 南安 邵武 武夷山 建瓯 漳平 "
    "福安 福鼎 乐平 瑞昌 共青城 庐山 贵溪 瑞金 龙南 井冈山 丰城 樟树 高安 德兴 胶州 平度 莱西 滕州 龙口 莱阳 莱州 招远 栖霞 海阳 青州 诸城 寿光 安丘 高密 昌邑 曲阜 邹城 新泰 肥城 "
    "荣成 乳山 乐陵 禹城 临清 邹平 巩义 荥阳 新密 新郑 登封 舞钢 汝州 林州 卫辉 辉县 长垣 沁阳 孟州 禹州 长葛 义马 灵宝 邓州 永城 项城 济源 大冶 丹江口 宜都 当阳 枝江 老河口 枣阳 "
    "宜城 钟祥 京山 应城 安陆 汉川 石首 洪湖 松滋 监利 麻城 武穴 赤壁 广水 恩施 利川 仙桃 潜江 天门 浏阳 宁乡 醴陵 湘乡 韶山 邵东 武冈 汨罗 临湘 津市 沅江 资兴 常宁 耒阳 洪江 冷水江 "
    "涟源 吉首 祁阳 乐昌 南雄 台山 开平 鹤山 恩平 廉江 雷州 吴川 高州 化州 信宜 四会 兴宁 陆丰 阳春 英德 连州 普宁 罗定 荔浦 岑溪 东兴 桂平 北流 靖西 平果 合山 凭祥 横州 五指山 琼海 "
    "文昌 万宁 东方 都江堰 彭州 邛崃 崇州 简阳 广汉 什邡 绵竹 江油 射洪 峨眉山 隆昌 阆中 华蓥 万源 马尔康 康定 会理 西昌 清镇 赤水 仁怀 黔西 盘州 兴义 兴仁 凯里 都匀 福泉 安宁 宣威 "
    "腾冲 楚雄 个旧 开远 蒙自 弥勒 文山 景洪 大理 瑞丽 芒市 泸水 香格里拉 水富 澄江 禄丰 错那 米林 兴平 彬州 韩城 华阴 神木 子长 旬阳 玉门 敦煌 华亭 临夏 合作 同仁 玉树 茫崖 格尔木 "
    "德令哈 灵武 青铜峡 昌吉 阜康 博乐 阿拉山口 库尔勒 库车 阿克苏 阿图什 喀什 和田 伊宁 奎屯 霍尔果斯 塔城 乌苏 沙湾 阿勒泰 石河子 阿拉尔 图木舒克 五家渠 北屯 铁门关 双河 可克达拉 "
    "昆玉 胡杨河 新星 白杨")
#: County-level cities by name (state of 2023, to be kept up as cities are made); one that is missing is a doubt, no error.
COUNTY_CITIES = frozenset(_COUNTY_CITY_NAMES.split())
_SAYS_COUNTY_CITY = re.compile(r"(?:为|是|系|属|作为)[^。;]{0,24}县级市")
_HAS_COUNTIES = re.compile(r"各县|县\([^()]{0,6}区\)|县区|区县|县、区|市、县(?!级市)|市县两级|辖\d{1,2}县")
_HAS_TOWNS = re.compile(r"市、(?:乡)?镇|各(?:乡)?镇(?:[(街、人]|$)|镇街|市镇两级|各街道、?乡?镇")


def region_of(title: str) -> tuple[str, str]:
    """Region and level from a half-width title: 岢岚县妇女发展… is ("岢岚县", "county"), 杭州市… ("杭州市", "city")."""
    name = _BEHIND_NAME.split(_YEARS_AHEAD.sub("", title))[0]
    name = re.sub(r"^[^\u4e00-\u9fff]+", "", _ISSUED.sub("", name))
    if name.startswith(("中国", "全国", "中华人民共和国", "国家")):
        return "中国", "nation"
    parts = [(match.group(), match.lastgroup or "") for match in _REGION_END.finditer(name)]
    if not parts:
        short = name.strip("人民政府")
        if short in _MUNICIPAL_SHORT or short in _PROVINCES:
            return short, "province"
        return name if 2 <= len(name) <= 8 else "", ""
    words, level = parts[-1]
    if words in _MUNICIPAL or level == "corps":
        level = "province"
    return words, "county" if level == "below" else level


def region_from_text(opening: str) -> tuple[str, str]:
    """Region and level from who issued it: 望川县人民政府制定本规划."""
    found = _OF_TEXT.search(opening)
    if found is None:
        return "", ""
    return region_of(re.split(r"规划|纲要|方案|通知|由|经|和|及", found[1])[-1])


def level_of_city(region: str, upper: Iterable[tuple[str, str]], text: str) -> tuple[str, bool]:
    """The level of a 市, and whether it is a guess by the name alone.

    In this order: it says it is a 县级市, or carries out another city's plan (upper: the regions it names): county. It
    speaks of its counties (各县（市、区）): city. It stands in the list of county-level cities, or speaks of its towns as next
    below it (市、镇两级): county. Nothing of all this: city, a guess.
    """
    if not region.endswith("市"):
        return "city", False
    if _SAYS_COUNTY_CITY.search(text) or any(level == "city" and name != region for name, level in upper):
        return "county", False
    if _HAS_COUNTIES.search(text):
        return "city", False
    if region.removesuffix("市") in COUNTY_CITIES or _HAS_TOWNS.search(text):
        return "county", False
    return "city", True
