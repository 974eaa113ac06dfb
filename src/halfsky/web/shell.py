"""The frame around every page: the office, the person, the navigation, and where the page's body goes."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from halfsky.office.people import selectors as people
from halfsky.web.access import may_open


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation."""

    route: str
    label: str
    icon: str
    url: str
    group: str
    phone: str


PLACES = (
    ("overview", mark("总览"), "home", mark("监测"), mark("总览")),
    ("todo", mark("待办"), "check", mark("监测"), ""),
    ("plan", mark("规划与目标"), "plan", mark("监测"), mark("规划")),
    ("indicators", mark("指标"), "chart", mark("监测"), ""),
    ("index", mark("综合指数"), "flag", mark("监测"), ""),
    ("warnings", mark("监测预警"), "bell", mark("监测"), mark("预警")),
    ("scheme", mark("监测方案"), "seal", mark("监测"), ""),
    ("intake", mark("规划识读"), "review", mark("数据"), ""),
    ("figures", mark("数据导入"), "up", mark("数据"), ""),
    ("releases", mark("发布版"), "lock", mark("成果"), ""),
    ("documents", mark("报告与文件"), "doc", mark("成果"), mark("文件")),
    ("jobs", mark("后台任务"), "clock", mark("管理"), ""),
    ("trail", mark("留痕"), "gear", mark("管理"), ""),
)
ROLE_NAMES = {
    "leader": mark("分管领导"),
    "statistician": mark("统计局监测人员"),
    "officer": mark("妇儿工委办工作人员"),
    "reporter": mark("部门填报员"),
    "head": mark("部门负责人"),
    "township": mark("乡镇填报员"),
    "evaluator": mark("评估组成员"),
    "city": mark("市妇儿工委办"),
    "system_admin": mark("系统管理员"),
    "security_admin": mark("安全管理员"),
    "audit_admin": mark("审计管理员"),
    "visitor": mark("未登录"), "console": mark("本机命令行"), "system": mark("系统"),
}


def language() -> str:
    """The language of the request as the books name it: ``zh`` or ``en``."""
    return "en" if (get_language() or "").startswith("en") else "zh"


@lru_cache(maxsize=64)
def navigation(role: str, lang: str) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    """Groups of places open to ``role``, labels in the active language ``lang``."""
    groups: dict[str, list[Place]] = {}
    for route, label, icon, group, phone in PLACES:
        if may_open(role, route) and (route != "overview" or may_open(role, "plan")):
            place = Place(route, _(label), icon, reverse(route), _(group), _(phone) if phone else "")
            groups.setdefault(place.group, []).append(place)
    return tuple((group, tuple(places)) for group, places in groups.items())


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every template: the language in both its names."""
    lang = language()
    return {"lang": lang, "html_lang": "en" if lang == "en" else "zh-CN"}


FORM_CODE = f"code-{secrets.token_hex(16)}"
"""Stands in a body's forms where the form code of the person who asks is put in; nobody outside can guess it."""


def body_of(request: HttpRequest, template: str, context: dict[str, Any]) -> SafeString:
    """The body of a page as markup, without the frame; its forms carry ``FORM_CODE``, so that a body can be kept."""
    return get_template(template).render({**context, "csrf_token": FORM_CODE}, request)


#: what differs between two requests for the same frame; a control character cannot come from a template or a table
HOLES = {name: f"\x1f{name}\x1f" for name in ("body", "title", "here", "csrf_token")}
_CUT = re.compile("\x1f(" + "|".join(HOLES) + ")\x1f")


@lru_cache(maxsize=256)
def _frame(
    section: str, round_name: str, office: people.OfficeFacts, name: str, role: str, lang: str
) -> tuple[str, ...]:
    """The frame's markup cut at its holes: text, name of a hole, text … It is the same until one of these changes."""
    context = {
        **HOLES,
        "section": section,
        "round_name": round_name,
        "office": office,
        "account": {"name": name},
        "role_name": _(ROLE_NAMES[role]) if role else "",
        "navigation": navigation(role, lang),
        "may_search": may_open(role, "indicators"),
        "may_documents": may_open(role, "documents"),
        "lang": lang,
        "html_lang": "en" if lang == "en" else "zh-CN",
        "other_code": "zh-hans" if lang == "en" else "en",
        "other_name": "中文" if lang == "en" else "English",
        "other_short": "中" if lang == "en" else "EN",
    }
    return tuple(_CUT.split(get_template("frame.html").render(context)))


def framed(
    request: HttpRequest,
    body: SafeString,
    *,
    section: str,
    title: str,
    round_name: str = "",
    office: people.OfficeFacts | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page: ``body`` inside the frame, ``section`` marked in the navigation."""
    account: Any = request.user
    parts = _frame(
        section, round_name, office or people.office(), getattr(account, "name", ""), getattr(account, "role", ""), language()
    )
    said = get_messages(request)
    notices = get_template("_said.html").render({"messages": said}) if len(said) else ""
    notices += getattr(request, "above", "")
    code = get_token(request)
    holes = {
        "body": notices + body.replace(FORM_CODE, code), "title": escape(title),
        "here": escape(request.get_full_path()), "csrf_token": code,
    }
    return HttpResponse("".join(holes[part] if at % 2 else part for at, part in enumerate(parts)), status=status)


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, section: str, title: str, status: int = 200
) -> HttpResponse:
    """Render ``template`` inside the frame."""
    office = context.get("office")
    return framed(
        request, body_of(request, template, context), section=section, title=title, status=status,
        office=office if isinstance(office, people.OfficeFacts) and not getattr(request, "looked", None) else None,
    )
