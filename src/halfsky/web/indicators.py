"""The list of indicators and the page of one: figures, charts, judgement, method, signatures."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from halfsky.formats.workbook import csv_text
from halfsky.office.framework.selectors import IndicatorCard, indicator_card, references_of, uses_of
from halfsky.office.monitoring.selectors.fan import FanView, trend_view
from halfsky.office.monitoring.selectors.gaps import gaps_of
from halfsky.office.monitoring.selectors.indicator import ListRow, list_rows, standings
from halfsky.office.monitoring.selectors.outlook import outlooks_of
from halfsky.office.monitoring.selectors.standing import Standing, standing
from halfsky.office.monitoring.selectors.twin import twins
from halfsky.office.monitoring.states import OWNERS
from halfsky.office.monitoring.words import breakdown_word
from halfsky.office.people.selectors import OfficeFacts, names_of_all
from halfsky.office.plan.selectors.adopted import domain_names
from halfsky.office.publishing.selectors import pictures
from halfsky.office.release.selectors import Seen, figures_of, main_column
from halfsky.web.overview import start_context
from halfsky.web.released import Body, asked, released
from halfsky.web.shell import body_of, language

SORTS = ("plan", "change", "state")
BAD_FIRST = ("not_met", "hard", "no_data", "not_due", "not_monitorable", "expected", "met", "met_early", "")


def _wanted(row: ListRow, query: str, domain: str, state: str) -> bool:
    text = f"{row.name} {row.code} {row.source}".casefold()
    if domain and row.domain != domain:
        return False
    if state and row.state != state:
        return False
    return all(part in text for part in query.casefold().split())


def _sorted(rows: list[ListRow], sort: str) -> list[ListRow]:
    if sort == "change":
        return sorted(rows, key=lambda row: -(row.delta.weight if row.delta else -1.0))
    if sort == "state":
        return sorted(rows, key=lambda row: BAD_FIRST.index(row.state))
    return rows


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator, searched by ``q``, filtered by ``domain`` and ``state``, sorted by ``sort``."""
    query = request.GET.get("q", "")[:60].strip()
    domain, state, sort = (request.GET.get(name, "")[:32] for name in ("domain", "state", "sort"))
    sort = sort if sort in SORTS else "plan"

    def make(stand: Standing, office: OfficeFacts) -> Body:
        title = _("指标")
        every = list_rows(stand, language())
        if not every:
            context = {**start_context(request, stand, office), "title": title}
            return Body(body_of(request, "overview/empty.html", context), title, "indicators")
        names = domain_names(stand.plan, language()) if stand.plan else {}
        chosen = _sorted([row for row in every if _wanted(row, query, domain, state)], sort)
        domains = [(slug, name, sum(row.domain == slug for row in every)) for slug, name in names.items()]
        context = {
            "rows": chosen, "stand": stand, "office": office, "q": query, "domain": domain, "state": state,
            "sort": sort, "domains": domains, "names": names, "count": len(every), "title": title,
            "sorts": (("plan", _("按规划顺序")), ("change", _("按变化大小")), ("state", _("未达标在前"))),
        }
        return Body(body_of(request, "indicators/list.html", context), title, "indicators")

    return released(request, make, variant=(query, domain, state, sort))


def _line(stand: Standing, card: IndicatorCard, look: object, seen: list[Seen], lang: str) -> FanView | None:
    """The figures so far as a drawing of the page's own: of an opened area, which has no charts, where nothing is foreseen."""
    if not stand.opened or look is not None or card.small_count:
        return None
    column = main_column(seen)
    known = sorted((row.year, row.value) for row in seen if row.breakdown == column and row.value is not None and row.status != "I")
    return trend_view(known, card.measure, lang)


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: where it stands, the charts with their table, the method and who signed."""

    def make(stand: Standing, office: OfficeFacts) -> Body:
        lang = language()
        card = indicator_card(code, lang)
        if card is None:
            raise Http404
        uses = uses_of(code, stand.plan, lang) if stand.plan else []
        seen = figures_of(stand.release, code, office.region) if stand.release else []
        view = standings(stand, code, card.measure, {use.track: use.title for use in uses}, lang, seen)
        names = names_of_all(lang)
        looked = outlooks_of(stand, code, card.measure, lang, seen)
        main = looked.pop(view.track.code, None) if view.track else None
        context = {
            "card": card, "uses": uses, "v": view, "stand": stand, "office": office, "look": main,
            "may_warning": getattr(request.user, "role", "") not in OWNERS,
            "looks": [(look, next((t.title for t in view.others if t.code == key), "")) for key, look in looked.items()],
            "line": _line(stand, card, main, seen, lang),
            "twins": twins(seen, card.measure, lang) if stand.opened and not card.small_count else {},
            "pictures": pictures(stand.run, code, lang) if stand.run else {},
            "references": references_of(
                card, lang, {(row.breakdown, row.year): row.value for row in seen if row.value is not None}, office.region_name
            ),
            "gaps": gaps_of(stand, code, card.measure, office.region, lang, rare=card.small_count, names=names),
            "sources": [names.get(key, key) for key in view.body_codes],
            "clauses": list(dict.fromkeys(use.clause for use in uses if use.clause)),
            "goals": list(dict.fromkeys((use.domain_slug, use.domain, use.goal_no) for use in uses)),
        }
        return Body(body_of(request, "indicators/page.html", context), card.name, "indicators")

    return released(request, make)


@require_safe
def indicator_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The released figures of an indicator as CSV (UTF-8 with BOM, as office programs expect)."""
    lang = language()
    card, stand = indicator_card(code, lang), standing(asked(request))
    if card is None or stand.release is None:
        raise Http404
    header = ["indicator", "name", "breakdown", "year", "numerator", "denominator", "value", "unit", "status", "reason",
              "version", "release"]
    text = csv_text(header, [
        (code, card.name, breakdown_word(row.breakdown, lang), row.year, row.numerator, row.denominator, row.value,
         card.measure.unit_text, row.status, row.reason, row.version, stand.release_name)
        for row in figures_of(stand.release, code)
    ])
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{code}-{stand.release_name}.csv"'
    return answer
