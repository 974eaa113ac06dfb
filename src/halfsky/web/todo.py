"""What waits for the person signed in: the list, and the way to it above the overview."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.views.decorators.http import require_safe

from halfsky.office.monitoring.selectors.standing import standing
from halfsky.office.people import selectors as people
from halfsky.office.people.selectors import actor_of
from halfsky.office.publishing.waiting import Waiting, letters_to, waiting
from halfsky.office.release.asked import Asked
from halfsky.web.access import may_open
from halfsky.web.documents import role_of
from halfsky.web.shell import language, page

WHAT = {
    "answer": mark("预警待答复"), "again": mark("答复被退回，请重新答复"), "hold_review": mark("待报送个案评审"), "accept": mark("答复待审核"),
    "decide": mark("预警待批示"), "approve": mark("待审批"), "redraft": mark("领导小组不同意，待重拟"), "publish": mark("已批准，待印发"),
    "remarks": mark("批注待办结"),
}


def _rows(request: HttpRequest) -> list[tuple[Waiting, str]]:
    by = actor_of(request.user)  # type: ignore[arg-type]
    stand = standing(Asked(by.role))
    return [(one, _(WHAT[one.what])) for one in waiting(stand.run, by, language(), timezone.localdate())]


@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    """Everything that waits, and the letters that the own body received."""
    by = actor_of(request.user)  # type: ignore[arg-type]
    context = {"rows": _rows(request), "letters": letters_to(by, language()), "body": people.body_name(by.body), "office": people.office()}
    return page(request, "todo/page.html", context, section="todo", title=_("待办"))


def strip(request: HttpRequest) -> SafeString:
    """The way to the list, as markup above the overview; nothing for who has no such list. It asks the database nothing."""
    return get_template("todo/_strip.html").render() if may_open(role_of(request), "todo") else SafeString("")
