"""What can go wrong with a plan, in the words of the person who reads it."""

from __future__ import annotations

from halfsky.method.errors import HalfskyError


class PlanRefused(HalfskyError):
    """The plan cannot be taken, changed or adopted as asked."""

    messages = {
        "no_plan": ("没有编号为 {plan} 的规划，可能已被删除。请回到规划列表。", "There is no plan {plan}; go back to the list of plans."),
        "no_target": ("找不到这条目标值，请刷新页面。", "This target is gone; reload the page."),
        "not_draft": (
            "规划《{title}》已经采用，不能再修改。需要更改时，请重新识读文件，再采用新的一版。",
            'The plan "{title}" is adopted and cannot be changed. Read the document again and adopt the new version.',
        ),
        "not_a_plan": ("{name} 不像一份发展规划：{why}", "{name} does not look like a development plan: {why}"),
        "value_bad": ("目标值“{value}”不是数字。请填写如 95 或 12.5 的数。", 'The value "{value}" is no number; write one such as 95 or 12.5.'),
        "value_negative": (
            "目标值“{value}”是负数。目标值不小于 0；要求下降的，请选“降低（减少）”，数值写正数。",
            'The value "{value}" is negative. A target is 0 or more; for a fall choose "fall by" and write how much.',
        ),
        "operator_bad": ("“{operator}”不是可用的比较方式，可用的有：{known}。", '"{operator}" is no operator; known are: {known}.'),
        "year_bad": ("年份 {year} 不在规划期 {start}-{end} 之内。", "The year {year} lies outside the plan's years {start}-{end}."),
        "goal_bad": ("目标值要挂在本规划的目标上，请重新选择。", "A target belongs to a goal of this plan; choose again."),
        "nothing_read": (
            "这份文件里没有读出领域和目标，不能采用。请核对文件，或在左侧对照原文。",
            "No domain or goal was read from this document, so it cannot be adopted. Check the document.",
        ),
    }


class PlanChanged(HalfskyError):
    """Somebody else changed the plan since the page was opened."""

    messages = {
        "token_old": (
            "您打开页面之后，别人改过这份规划，本次没有保存。请看最新内容，再提交一次；您填的内容还在表单里。",
            "Somebody changed this plan after you opened the page, so nothing was saved. "
            "Look at the latest state and submit again; what you typed is still in the form.",
        )
    }
