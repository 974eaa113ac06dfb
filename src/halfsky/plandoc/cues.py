"""The words that make a number a target, and what they say about it.

A cue stands directly in front of its number (达到95%) or directly behind it (95%以上). Each rule has a name, a pattern
and an example that the tests and the reference page run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """name: the rule; says: what it means for the number; words: pattern of the words directly before or behind;
    example: a phrase; gives: operator, value and unit it must be read as."""

    name: str
    says: str
    words: str
    example: str
    gives: tuple[str, str, str]


_INTO = "(?:到了?|至|为)"
_UP = "提高|提升|上升|升高|上浮|拓宽|增加|增长|扩大|递增|延长|上涨|提标|(?<!新)增|升"
_DOWN = "下降|降低|减少|减低|缩小|压减|压缩|递减|缩短|缩减|减轻|回落|下调|降|减"

#: Tried in order: the first whose words end directly before the number decides.
BEFORE: Sequence[Cue] = (
    Cue("rise by, as a noun", "delta>=", r"(?:增幅|增速|增长率|增长速度|增长幅度|提高幅度|提升幅度|增长比例|升幅)"
        r"(?:均|都|分别)?(?:保持在|稳定在|保持|达到|达|不低于|不少于|不小于|超过|高于|为|在)?",
        "经费年均增速不低于6%", ("delta>=", "6", "%")),
    Cue("fall by, as a noun", "delta<=", r"(?:降幅|下降幅度|降低幅度|减少幅度|下降率|下降比例|减幅)"
        r"(?:均|都|分别)?(?:保持在|达到|达|不低于|不少于|不小于|超过|为|在)?", "溺水死亡率降幅达到20%", ("delta<=", "20", "%")),
    Cue("rise by", "delta>=", rf"(?:{_UP})(?:了|约|不低于|不少于|近|至少|超过|超)?",
        "女性比例比2020年提高3个百分点", ("delta>=", "3", "个百分点")),
    Cue("fall by", "delta<=", rf"(?:{_DOWN})(?:了|约|不低于|不少于|近|至少|超过|超)?",
        "伤害死亡率以2020年为基数下降20%", ("delta<=", "20", "%")),
    Cue("reach and hold", "hold", r"(?:达到|提高到|提升到|提升至|提高至)?(?:并|且|和|、)?(?:长期|持续|继续|始终|稳定|总体|基本|动态)?"
        r"(?:保持|稳定|维持|巩固)(?:控制)?(?:稳定)?(?:在|到|至|达到|为)?",
        "幼儿园毛入园率达到并保持在92%以上", ("hold>=", "92", "%")),
    Cue("no less, held", "hold>=", r"(?:保持|稳定|维持|巩固)(?:在)?(?:不低于|不少于|高于|≥)",
        "参保率保持在不低于95%的水平", ("hold>=", "95", "%")),
    Cue("no more, held", "hold<=", r"(?:保持|稳定|维持)(?:在)?(?:不高于|不超过|低于|≤)",
        "婴儿死亡率保持在不高于4‰的水平", ("hold<=", "4", "‰")),
    Cue("not below", ">=", r"不(?:得|应|能|宜)?(?:低于|少于|小于|下于|低|少)(?:达到|到)?", "处置率不低于98%", (">=", "98", "%")),
    Cue("not above", "<=", r"不(?:得|应|能|宜)?(?:高于|超过|多于|大于|突破|超|高)(?:出)?", "占比不超过3%", ("<=", "3", "%")),
    Cue("fall to", "<=", rf"(?:{_DOWN}){_INTO}(?:了)?", "初中生近视率降至60%", ("<=", "60", "%")),
    Cue("rise to", ">=", rf"(?:{_UP}|发展|改善){_INTO}|增至|升至|提至", "巩固率提高到97.5%", (">=", "97.5", "%")),
    Cue("kept within", "<=", r"控制(?:在|到|至|为|不超过)?|限制在", "死亡率控制在5‰以内", ("<=", "5", "‰")),
    Cue("at least", ">=", r"(?<![超不经通度路])过|至少(?:达到|有|为|配备|配有|设有|建有|建成|拥有|接受|开展|设立|建设|建立|培训|达|要有|保证|覆盖)?|最少|最低"
        r"(?:为|达到)?|≥|>=|>|超过|超|高于|大于|多于|突破|优于", "每个乡镇至少配备1名儿童督导员", (">=", "1", "名")),
    Cue("at most", "<=", r"≤|<=|<|低于|小于|少于|最高(?:为|不超过)|最多(?:为)?|至多", "城乡收入比小于2.3:1", ("<=", "2.3", "")),
    Cue("about", "~", r"接近|大约|约为|约占|约", "女性比例接近50%", ("~", "50", "%")),
    Cue("reach", ">=", r"(?:达到|达成|达标率达|达|实现|完成|力争(?:达到)?|争取(?:达到)?|确保(?:达到)?|目标(?:值)?为|到|(?<![<>])=)"
        r"(?:了)?(?:全(?:市|省|县|区|国)平均)?", "参与率达到80%", (">=", "80", "%")),
)

#: Directly behind a number.
BEHIND: Sequence[Cue] = (
    Cue("or more", "up", r"(?:\(含\))?(?:及|或|或者|和)?以上(?:的?水平)?", "筛查率达到70%以上", (">=", "70", "%")),
    Cue("or less", "down", r"(?:\(含\))?(?:及|或|或者|和)?(?:以下|以内|之内|之下|以里)(?:的?水平)?",
        "母婴传播率下降到2%以下", ("<=", "2", "%")),
    Cue("or so", "about", r"(?:左右|上下)", "女性比例达到30%左右", ("~", "30", "%")),
)

#: Verbs of building and having: a count behind them is a target of a goal (建成儿童友好社区8个).
BUILD = re.compile(
    r"(?:新?建成|新建|建设|改建|扩建|改扩建|打造|创建|培育|培养|设立|建立|新增|增设|配备|配有|选树|培训|争创|创成|命名|推出|孵化|扶持"
    r"|新创|创作|拥有|设有|建有|有|设置|开设|建好|办好|完成|实现|举办|开展|组织|评选|发展|选派|招募|资助|救助|服务|惠及|覆盖|接受|享有|提供|参加|检查|筛查|带动|吸纳|发放|帮扶|帮助|受益|辐射"
    r"|认定|评定|挂牌|授牌|配置|布设|布局|储备|引进|招录|举行|编印|出版|升级|改造|迁建|续建|筹建|组建|成立|推选|表彰|寻找|慰问|走访|援助|治理|扶助|援建|募集"
    r"|筹集|投入|投资|开发|开通|制作|播出|排演|选拔|轮训|轮换|签约|入驻|达标)")

#: An indicator's name ends so.
INDICATOR_END = re.compile(r"(?:率|比例|比重|占比|比值|数|数量|水平|指数|面积|时间|时长|年限|寿命|标准|度|金额|总额|收入|比|规模|人次|(?<!质)量)$")
#: Of these less is better: a bare value in a table is read as at most.
LESS_IS_BETTER = re.compile(
    r"死亡率|死亡比|死亡数|患病率|发病率|发生率|近视率|贫血|迟缓率|肥胖率|超重率|感染率|传播率|文盲率|辍学率|失学率|失业率|犯罪率"
    r"|犯罪人数|重新犯罪|低体重|低出生体重|剖宫产率|流产率|致残率|自杀率|收入比|差距|缺陷率|溺水|伤害|受害人数|案发")


def compiled_before(cues: Sequence[Cue] = BEFORE) -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    """Each cue with its pattern anchored to the end of the words before a number."""
    return tuple((cue, re.compile(rf"(?:{cue.words})$")) for cue in cues)


def compiled_behind(cues: Sequence[Cue] = BEHIND) -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    """Each cue with its pattern anchored to the words behind a number."""
    return tuple((cue, re.compile(cue.words)) for cue in cues)
