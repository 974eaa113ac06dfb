"""The kinds of finding of ``halfsky framework check``: severity, remedy and the sentences in both languages."""

from __future__ import annotations

from typing import NamedTuple

from halfsky.method.check.finding import HARD, SOFT, Finding, finding


class Kind(NamedTuple):
    """One kind of finding; the sentences hold named placeholders for its parameters."""

    severity: str
    remedy: str
    zh: str
    en: str


#: key -> kind
KINDS: dict[str, Kind] = {
    "part_missing": Kind(HARD, "add_file", "规划缺少“{part}”部分", "the plan has no {part}"),
    "count_differs": Kind(
        HARD,
        "match_plan",
        "{domain} 领域的{part}应为 1 至 {expected} 号，实有 {found}",
        "{part} of {domain} should be numbered 1 to {expected}; found {found}",
    ),
    "duplicate_code": Kind(HARD, "remove_one", "代码重复出现 {times} 次", "the code occurs {times} times"),
    "bad_code": Kind(HARD, "write_code", "代码应写作 {form}", "the code should read {form}"),
    "missing_text": Kind(HARD, "fill_cell", "“{column}”为空", "{column} is empty"),
    "unknown_value": Kind(
        HARD,
        "use_listed",
        "“{column}”的取值“{value}”不在 {allowed} 之中",
        "{column} has the value {value!r}, which is not among {allowed}",
    ),
    "unknown_unit": Kind(
        HARD, "use_listed", "计量单位“{unit}”不在单位表中", "the unit {unit!r} is not in the list of units"
    ),
    "no_source": Kind(HARD, "name_source", "没有来源单位", "the indicator has no source body"),
    "unknown_body": Kind(
        HARD,
        "use_listed",
        "“{column}”中的单位“{body}”不在单位名录中",
        "{column} names the body {body!r}, which is not listed",
    ),
    "no_form": Kind(HARD, "name_form", "没有报表表号", "the indicator has no form number"),
    "form_shared": Kind(
        HARD,
        "split_form",
        "报表 {form} 由多个单位填报：{bodies}",
        "the form {form} belongs to several bodies: {bodies}",
    ),
    "denominator_missing": Kind(
        HARD,
        "give_parts",
        "单位为“{unit}”，须写明分子和分母",
        "the unit {unit} needs a numerator and a denominator",
    ),
    "denominator_unfit": Kind(
        HARD, "drop_denominator", "单位为“{unit}”，不应有分母", "the unit {unit} takes no denominator"
    ),
    "part_alone": Kind(
        HARD, "give_parts", "分子、分母只写了一个", "only one of numerator and denominator is given"
    ),
    "kind_unfit": Kind(
        HARD, "match_kind", "类型“{kind}”与单位“{unit}”不相配", "the kind {kind} does not fit the unit {unit}"
    ),
    "bad_number": Kind(
        HARD,
        "mend_number",
        "“{column}”的 {value} 超出范围（{range}）",
        "{column} is {value}, outside {range}",
    ),
    "carry_too_long": Kind(
        HARD,
        "shorten_carry",
        "沿用年数 {carry} 不得达到或超过填报周期 {frequency} 年",
        "carry_years {carry} must stay below the frequency of {frequency} years",
    ),
    "comparability_missing": Kind(
        SOFT, "note_scope", "小数量指标没有口径说明", "a small-count indicator has no comparability note"
    ),
    "unknown_goal": Kind(HARD, "match_plan", "规划中没有 {goal}", "the plan has no {goal}"),
    "unknown_indicator": Kind(
        HARD,
        "use_listed",
        "指标“{indicator}”不在指标体系中",
        "the indicator {indicator!r} is not in the framework",
    ),
    "unknown_breakdown": Kind(
        HARD, "write_breakdown", "分组“{breakdown}”无法识别", "the breakdown {breakdown!r} cannot be read"
    ),
    "breakdown_not_asked": Kind(
        HARD,
        "ask_breakdown",
        "分组“{breakdown}”用到 {dimension}，而指标 {indicator} 未要求按此分组",
        "the breakdown {breakdown!r} uses {dimension}, which {indicator} does not ask for",
    ),
    "unit_differs": Kind(
        HARD,
        "match_unit",
        "目标单位“{unit}”与指标单位“{indicator_unit}”不同",
        "the target's unit {unit} differs from the indicator's {indicator_unit}",
    ),
    "value_missing": Kind(HARD, "give_value", "没有目标值", "the target has no value"),
    "tolerance_missing": Kind(
        HARD, "give_tolerance", "“左右”类目标没有写明允许偏差", "an 'about' target has no recorded tolerance"
    ),
    "base_missing": Kind(HARD, "give_base", "变动类目标缺少“{column}”", "a target of change lacks {column}"),
    "direction_conflict": Kind(
        HARD,
        "match_direction",
        "“{asked}”与指标 {indicator} 的方向“{direction}”相反",
        "{asked!r} conflicts with the direction {direction!r} of {indicator}",
    ),
    "year_outside": Kind(
        HARD,
        "mend_year",
        "年份 {year} 不在规划期 {start}—{end} 内",
        "the year {year} is outside the plan, {start}-{end}",
    ),
    "goal_without_track": Kind(HARD, "add_track", "目标没有任何监测途径", "the goal has no track"),
    "target_without_track": Kind(
        HARD, "add_track", "数值目标没有对应的定量途径", "the target has no quantitative track"
    ),
    "unknown_target": Kind(HARD, "use_listed", "目标值“{target}”不存在", "there is no target {target!r}"),
    "track_differs": Kind(
        HARD,
        "match_target",
        "途径的“{column}”与其目标值 {target} 不一致",
        "the track's {column} differs from that of its target {target}",
    ),
    "subject_unfit": Kind(
        HARD,
        "match_subject",
        "方向“{direction}”不适用于“{subject}”",
        "the direction {direction!r} does not fit the subject {subject!r}",
    ),
    "compare_missing": Kind(
        HARD, "name_compare", "比较类途径没有对照指标", "a comparing track has no indicator to compare with"
    ),
    "no_milestones": Kind(
        HARD, "add_milestones", "定性途径没有节点", "the qualitative track has no milestones"
    ),
    "unknown_track": Kind(
        HARD, "use_listed", "途径“{track}”不存在或不是定性途径", "there is no qualitative track {track!r}"
    ),
    "weights_unfit": Kind(
        HARD,
        "mend_weights",
        "节点权重合计为 {total}，应为 100",
        "the milestones' weights add up to {total}, not 100",
    ),
    "not_allotted": Kind(HARD, "allot", "没有分工", "it is not allotted to any body"),
    "allotted_twice": Kind(HARD, "remove_one", "分工出现 {times} 次", "it is allotted {times} times"),
    "bad_deadline": Kind(
        HARD, "mend_year", "完成时限“{deadline}”不是日期", "the deadline {deadline!r} is not a date"
    ),
}

#: remedy key -> (Chinese, English)
REMEDIES: dict[str, tuple[str, str]] = {
    "add_file": ("在规划文件夹中补上相应的表", "add the table to the plan's folder"),
    "match_plan": ("对照规划文本核对编号", "check the numbers against the plan"),
    "remove_one": ("保留一行，删去其余", "keep one row and remove the others"),
    "write_code": ("按该形式改写，代码中不含分组", "write it so; a code holds no breakdown"),
    "fill_cell": ("中英文两列都要填写", "fill it in; both languages are needed"),
    "use_listed": (
        "改用表中已有的代码，或先在表中登记",
        "use a code of the list, or add it to the list first",
    ),
    "name_source": ("在 source_body 列填写来源单位代码", "name the body in source_body"),
    "name_form": ("在 form 列填写表号", "give the form number in form"),
    "split_form": (
        "每张报表只由一个单位填报，另编表号",
        "a form belongs to one body; give the others a number of their own",
    ),
    "give_parts": ("把分子和分母都写清楚", "state both numerator and denominator"),
    "drop_denominator": ("删去分母，或改用比率单位", "remove the denominator or choose a unit of ratio"),
    "match_kind": (
        "百分比用 share 或 rate，人数、个数用 count，均值用 level",
        "use share or rate for percent, count for numbers, level for means",
    ),
    "mend_number": ("改为范围内的整数", "write a number within the range"),
    "shorten_carry": (
        "沿用年数应小于填报周期；不允许沿用的填 0",
        "keep it below the frequency; 0 forbids carrying",
    ),
    "note_scope": ("写明如何合并年度、如何公布", "say how years are pooled and what is published"),
    "write_breakdown": (
        "写作 SEX=F;URBANISATION=R;AGE=Y35T45 的形式",
        "write it as SEX=F;URBANISATION=R;AGE=Y35T45",
    ),
    "ask_breakdown": (
        "在指标的 breakdowns 中加上该维度，或改用合计",
        "add the dimension to the indicator, or use the total",
    ),
    "match_unit": ("统一为指标的单位", "use the indicator's unit"),
    "give_value": (
        "填写目标值；由上级下达的改用 external 途径",
        "give the value, or use an external track when it is set from above",
    ),
    "give_tolerance": (
        "在 tolerance 列写明允许偏差，并在备注中说明",
        "record the tolerance and say why in the note",
    ),
    "give_base": ("写明 change、basis 和 base_year", "state change, basis and base_year"),
    "match_direction": ("核对规划原文和指标方向", "check the clause and the indicator's direction"),
    "mend_year": ("改为规划期内的日期", "use a date within the plan"),
    "add_track": (
        "为其登记一条监测途径；确实无法监测的登记为 none",
        "add a track; kind none when nothing can honestly be measured",
    ),
    "match_target": ("改为与目标值相同", "make it the same as the target's"),
    "match_subject": (
        "差距用 narrow，对照用 match，数值用其余方向",
        "use narrow for a gap, match for a comparison, the others for a value",
    ),
    "name_compare": ("填写 compare_indicator", "name it in compare_indicator"),
    "add_milestones": ("登记三至五个节点及所需佐证", "add three to five milestones with their evidence"),
    "mend_weights": ("调整权重，每项大于 0，合计 100", "mend the weights: each above 0, 100 in all"),
    "allot": ("在分工表中明确牵头单位", "name a lead body in the division"),
}


def found(key: str, where: str, **params: object) -> Finding:
    """A finding of the kind ``key`` about the row ``where``."""
    kind = KINDS[key]
    return finding(key, where, severity=kind.severity, remedy=kind.remedy, **params)


def sentence(item: Finding, lang: str = "zh-hans") -> str:
    """What was found and what to do, as one line in ``lang`` (``en`` or Chinese for anything else)."""
    kind, params = KINDS[item.key], dict(item.params)
    if lang.startswith("en"):
        return f"{item.where}: {kind.en.format(**params)}; {REMEDIES[item.remedy][1]}."
    return f"{item.where}：{kind.zh.format(**params)}；{REMEDIES[item.remedy][0]}。"
