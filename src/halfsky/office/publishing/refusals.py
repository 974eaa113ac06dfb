"""Why a draft or an edition is not changed, in words."""

from __future__ import annotations

from halfsky.method.errors import HalfskyError


class DraftRefused(HalfskyError):
    """A change of a draft, or a publication, that cannot be made as asked."""

    messages = {
        "no_draft": ("没有第 {draft} 号草稿，请核对编号（halfsky report drafts 可列出）。", "There is no draft {draft}; see halfsky report drafts."),
        "no_edition": ("没有这份已印发的报告，请刷新页面。", "There is no such edition; reload the page."),
        "locked": (
            "《{title}》现在是“{state_zh}”，文字已锁定。要改，先撤回呈批或退回重拟。",
            "{title} is in the state {state_en}; its text is locked. Take it back first.",
        ),
        "wrong_role": ("报告由妇儿工委办或统计局起草，您（{role}）不能修改。可以在段旁写批注。",
                       "Reports are written by the committee office or the statistics bureau; you ({role}) may comment on them only."),
        "may_not_comment": ("您（{role}）不能批注草稿。", "You ({role}) may not comment on drafts."),
        "open_already": (
            "同一报告已有第 {draft} 号草稿在办，请在它上面改。", "Draft {draft} of the same report is under way; work on that one.",
        ),
        "published_already": (
            "这一报告已印发（{number}）。要更正，请在它的页面上起草更正版。",
            "This report was published ({number}). To correct it, begin a corrected edition on its page.",
        ),
        "moved": (
            "您打开之后，别人改过这份草稿，本次没有保存。请看最新文字，再办理一次。",
            "Somebody changed this draft after you opened it, so nothing was saved. Look again, then repeat.",
        ),
        "conflict": (
            "您打开这一段之后，别人改过它，本次没有保存。对方的文字列在下面，您的还在框里：以您的为准就再存一次，否则点“不改了”。",
            "Somebody changed this paragraph after you opened it. Theirs stands below, yours is still in the box: save again to have yours, or leave it.",
        ),
        "no_block": ("这一段已经不在草稿里，请刷新页面。", "This paragraph is no longer in the draft; reload the page."),
        "not_words": ("报头和落款由发布版和大纲写出，不能在这里改字。", "The head and the signature come from the release and the template; their words are not changed here."),
        "no_shape": (
            "只有正文段落、列表项和自己加的标题可以改样式；大纲里的标题在“报告大纲”里改。",
            "Only paragraphs, lines of a list and headings of your own change their shape; those of the outline are changed there.",
        ),
        "long_heading": ("标题超过 {most} 字，请写短些，或改成正文。", "A heading has at most {most} characters; shorten it or make it text."),
        "head": ("标题和落款不能删去，也不能越过它们移动。", "The title and the signature cannot be removed, and nothing is moved past them."),
        "same_words": ("文字没有变化。", "The words are the same."),
        "outline": ("这样一来标题会跳级（如一级标题下直接是三级），没有保存。请选高一级的标题，或先调整它下面的标题。", "A heading would skip a level (a third under a first); nothing was saved. Choose a higher level, or change the headings below it first."),
        "no_outline": ("“{kind}”这种文件没有大纲可调。", "Papers of the kind “{kind}” have no outline."),
        "same_outline": ("与现行大纲相同，没有改动。请先调整再保存。", "It equals the outline in force. Change something first."),
        "outline_moved": (
            "您打开之后，{name} 已存了第 {no} 版（说明：{note}），您的改动没有保存，仍列在下面。请看新版，再定是否照您的重新保存。",
            "After you opened it, {name} saved version {no} (note: {note}). Your changes were not saved and stand below. Look at the new version, then decide whether to save yours.",
        ),
        "no_version": ("没有第 {version} 版。", "There is no version {version}."),
        "open_comments": (
            "还有 {count} 条批注没有办结。请先办结，或勾选“带着未办结的批注呈批”。",
            "{count} comments are open. Settle them, or say that it goes forward with them open.",
        ),
        "no_comment": ("批注没有内容。", "The comment is empty."),
        "not_approved": ("《{title}》还没有批准，不能印发。", "{title} is not approved and cannot be published."),
        "published": ("已印发：{number}。", "It was published as {number}."),
        "bad_day": ("印发日期请写成 2025-03-20 这样，且不早于批准之日。", "Write the day of issue as 2025-03-20, not before the day of approval."),
        "copies_long": ("抄送单位最多 {most} 个字，请缩短。", "The copy line has at most {most} characters; shorten it."),
        "number_taken": ("这个文号刚被别的报告用了，请再办理一次。", "The number was taken a moment ago; publish again."),
        "nothing_newer": ("没有更新的发布版。", "There is no newer release."),
        "no_offer": ("没有选中要采用的改动，或它已变化。请刷新页面。", "No change was chosen, or it is not offered any more; reload the page."),
    }


class DraftConflict(DraftRefused):
    """Two people changed the same paragraph; ``theirs`` is what stands there now, ``version`` where it stands."""

    def __init__(self, theirs: str, version: int) -> None:
        super().__init__("conflict")
        self.theirs, self.version = theirs, version
