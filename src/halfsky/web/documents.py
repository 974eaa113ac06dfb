"""The documents page: reports, releases, the plan's document; and the trail for administrators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.views.decorators.http import require_safe

from halfsky.office.collection.selectors import batches
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.people import selectors as people
from halfsky.office.plan.selectors.adopted import plans
from halfsky.office.publishing.selectors import editions
from halfsky.office.publishing.stamps import papers_stamp
from halfsky.office.publishing.subjects import Subject, subjects_of
from halfsky.office.release.listing import releases
from halfsky.office.trail.selectors import latest
from halfsky.web.access import may_open
from halfsky.web.released import Body, released
from halfsky.web.shell import ROLE_NAMES, body_of, language, page

ACTIONS = {
    "people.office": mark("设立办公室"),
    "people.bodies": mark("载入单位名录"),
    "people.account": mark("开设账号"), "people.reset": mark("重置账号"), "people.password": mark("更换密码"),
    "people.signin": mark("登录"), "people.signin_failed": mark("登录失败"), "people.signout": mark("退出登录"),
    "people.factor_begun": mark("开始设置动态码"), "people.factor_on": mark("启用动态码"), "people.factor_off": mark("停用动态码"),
    "upkeep.backup": mark("备份数据目录"), "upkeep.restore": mark("恢复数据目录"),
    "files.store": mark("存入文件"),
    "plan.take_in": mark("上传并识读规划"),
    "plan.reread": mark("重新识读规划"),
    "plan.target.add": mark("补充目标值"),
    "plan.target.confirm": mark("确认目标值"),
    "plan.target.correct": mark("更正目标值"),
    "plan.target.drop": mark("剔除目标值"),
    "plan.adopt": mark("采用规划"),
    "plan.milestone": mark("登记里程碑进展"),
    "framework.indicators": mark("载入指标体系"),
    "framework.milestones": mark("登记里程碑进展"), "framework.target.assign": mark("登记上级下达的目标值"),
    "framework.bind": mark("绑定指标与目标"),
    "framework.scheme.default": mark("载入默认监测方案"),
    "framework.scheme.propose": mark("起草监测方案"),
    "framework.scheme.revise": mark("修改监测方案草案"),
    "framework.scheme.effect": mark("试算监测方案的影响"),
    "framework.scheme.put_forward": mark("呈批监测方案"),
    "framework.scheme.take_back": mark("撤回监测方案"),
    "framework.scheme.approve": mark("批准监测方案"),
    "framework.scheme.object_to": mark("不同意监测方案"),
    "framework.scheme.redraft": mark("退回重拟监测方案"),
    "framework.scheme.drop": mark("作废监测方案草案"),
    "decision.draft": mark("起草呈批事项"),
    "decision.touch": mark("修改呈批事项"),
    "decision.put_forward": mark("呈批"),
    "decision.take_back": mark("撤回呈批"),
    "decision.approve": mark("批准"),
    "decision.object_to": mark("不同意"),
    "decision.redraft": mark("退回重拟"),
    "decision.drop": mark("作废"),
    "collection.import": mark("导入数据"),
    "release.key": mark("启用签名密钥"),
    "release.trust": mark("登记其他办公室的公钥"),
    "release.freeze": mark("冻结发布版"),
    "release.shelve": mark("收下其他办公室的发布版"),
    "release.look": mark("监测其他办公室的发布版"),
    "release.lift": mark("解禁发布版"),
    "monitoring.run": mark("运行监测"),
    "monitoring.warnings": mark("更新预警"),
    "warning.answer": mark("答复预警"),
    "warning.hold_review": mark("报送个案评审"),
    "warning.accept": mark("采纳预警答复"),
    "warning.give_back": mark("退回预警答复"),
    "warning.raise_up": mark("预警提请领导小组"),
    "warning.decide": mark("领导小组批示预警"),
    "warning.close": mark("预警销号"),
    "publishing.draft": mark("起草报告"), "publishing.draft_saved": mark("修改报告草稿"), "publishing.draft_kept": mark("保留原句"),
    "publishing.comment": mark("批注报告草稿"), "publishing.comment_settled": mark("办结批注"), "publishing.comment_reopened": mark("重新打开批注"),
    "publishing.draft_put_forward": mark("呈批报告"), "publishing.draft_take_back": mark("撤回报告"), "publishing.draft_approve": mark("批准报告"),
    "publishing.draft_object_to": mark("不同意报告"), "publishing.draft_redraft": mark("退回重拟报告"), "publishing.draft_drop": mark("作废报告草稿"),
    "publishing.outline": mark("调整报告大纲"), "publishing.outline_back": mark("回到旧版大纲"),
    "publishing.charts": mark("画图"),
    "publishing.annual": mark("撰写年度报告"),
    "publishing.yearbook": mark("编辑统计资料"),
    "publishing.notice": mark("发出预警提示函"),
    "publishing.midterm": mark("撰写中期监测报告"),
    "publishing.final": mark("撰写终期监测报告"),
    "publishing.midterm_evaluation": mark("撰写中期评估报告"),
    "publishing.final_evaluation": mark("撰写终期评估报告"),
    "publishing.leader": mark("编写领导一页纸"), "publishing.body": mark("编写部门一页清"), "publishing.area": mark("编写乡镇数据卡"),
    "publishing.domain": mark("编写领域专题"), "publishing.tasks": mark("编写部门专题"),
}
REPORT_NAMES = {
    "annual": mark("年度监测报告"), "yearbook": mark("监测统计资料"),
    "midterm": mark("中期监测报告"), "final": mark("终期监测报告"), "midterm_evaluation": mark("中期评估报告"),
    "final_evaluation": mark("终期评估报告"), "leader": mark("领导一页纸"), "body": mark("部门一页清"),
    "area": mark("乡镇数据卡"), "domain": mark("领域专题"), "tasks": mark("部门专题"),
}
PLAN_STATES = {"draft": mark("待核对"), "adopted": mark("已采用"), "replaced": mark("已被替换")}
TRAIL_LENGTH = 200


def role_of(request: HttpRequest) -> str:
    """The role of the person who asks."""
    return str(getattr(request.user, "role", ""))


def report_name(kind: str, title: str = "") -> str:
    """What a kind of report is called; a short paper by its title, without one with the code it is on."""
    shape, _colon, subject = kind.partition(":")
    if subject and title:
        return title
    name = _(REPORT_NAMES[shape]) if shape in REPORT_NAMES else shape
    return f"{name} {subject}".rstrip()


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Reports to download, releases with their hashes, imports, the plans' documents."""
    role = role_of(request)
    year = timezone.localdate().year - 1

    def make(stand: Standing, office: people.OfficeFacts) -> Body:
        title = _("报告与文件")
        context = {
            "stand": stand, "office": office,
            "editions": [(row, report_name(row.kind, row.title)) for row in editions(role)],
            "releases": releases(role), "may_release": may_open(role, "release"), "plans": [(row, _(PLAN_STATES[row.status])) for row in plans()],
            "batches": batches(20), "may_import": may_open(role, "figures"), "may_drafts": may_open(role, "drafts"), "may_check": may_open(role, "report_check"), "may_intake": may_open(role, "intake"),
            "guess_year": stand.year or year,
        }
        return Body(body_of(request, "documents/page.html", context), title, "documents")

    return released(request, make, variant=(papers_stamp(), year))


def subject_link(found: Subject, role: str) -> tuple[str, str]:
    """A subject in words, and its address where it has a page that ``role`` may open; a report by its kind's name."""
    words = found.words.replace(found.key, report_name(found.key)) if found.route == "outline" else found.words
    if not found.route or not may_open(role, found.route):
        return words, ""
    return words, reverse(found.route, args=[found.key])


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """The newest entries of the trail."""
    bodies, entries = people.body_names(language()), latest(TRAIL_LENGTH)
    about = {code: subject_link(found, role_of(request)) for code, found in subjects_of((entry.about for entry in entries), language()).items()}
    rows = [
        (entry, _(ACTIONS[entry.action]) if entry.action in ACTIONS else entry.action,
         _(ROLE_NAMES[entry.role]) if entry.role in ROLE_NAMES else entry.role,
         f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}", bodies.get(entry.body, entry.body),
         *about[entry.about])
        for entry in entries
    ]
    context = {"rows": rows, "length": TRAIL_LENGTH, "office": people.office()}
    return page(request, "documents/trail.html", context, section="trail", title=_("留痕"))
