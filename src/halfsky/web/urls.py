"""Every page and its address. Who may open it is a row of ``catalogue/permissions.csv``."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from halfsky.web import (
    account,
    assigned,
    composite,
    documents,
    drafts,
    drafts_more,
    figures,
    indicators,
    intake,
    media,
    outlines,
    overview,
    plan,
    release_areas,
    releases,
    report_check,
    reports,
    scheme,
    signin,
    todo,
    warning,
    warnings,
)
from halfsky.web.opened import readable


class Code:
    """An indicator's code: words, dots and underscores."""

    regex = r"[a-z0-9_]+(?:\.[a-z0-9_]+)*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Number:
    """A row's number; longer ones cannot be a row and are not looked for."""

    regex = r"[0-9]{1,15}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class ReleaseName:
    """A release's name: year and number, before them the area of another office."""

    regex = r"(?:[0-9]{12}-)?[0-9]{4}-[0-9]{1,6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Area:
    """An area's code of 12 digits."""

    regex = r"[0-9]{12}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Area, "area")
register_converter(Code, "code")
register_converter(ReleaseName, "release")
register_converter(Number, "n")

urlpatterns: list[URLPattern] = [
    path("", readable(overview.overview), name="overview"),
    path("signin/", signin.signin, name="signin"),
    path("signout/", signin.signout, name="signout"),
    path("language/", signin.choose_language, name="language"),
    path("todo/", todo.todo, name="todo"),
    path("plan/", readable(plan.plan), name="plan"),
    path("plan/domain/<slug:slug>/", readable(plan.domain), name="domain"),
    path("plan/assign/<code:track>/", assigned.target, name="target_assign"),
    path("plan/intake/", intake.intake, name="intake"),
    path("plan/intake/<n:pk>/", intake.draft, name="intake_draft"),
    path("plan/intake/<n:pk>/reread/", intake.reread, name="intake_reread"),
    path("plan/intake/<n:pk>/adopt/", intake.adopt, name="intake_adopt"),
    path("plan/intake/<n:pk>/targets/", intake.add_target, name="intake_add"),
    path("plan/intake/<n:pk>/targets/<n:target>/", intake.change_target, name="intake_target"),
    path("plan/source/<n:pk>/", media.plan_source, name="plan_source"),
    path("indicators/", readable(indicators.indicators), name="indicators"),
    path("indicators/<code:code>/", readable(indicators.indicator), name="indicator"),
    path("indicators/<code:code>/figures.csv", readable(indicators.indicator_csv), name="indicator_csv"),
    path("charts/<slug:key>.svg", media.chart, name="chart"),
    path("index/", readable(composite.index), name="index"),
    path("signin/code/", account.code, name="signin_code"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="account_password"),
    path("account/factor/", account.factor, name="account_factor"),
    path("warnings/", readable(warnings.warnings), name="warnings"),
    path("warnings/brief/", readable(warnings.brief), name="warnings_brief"),
    path("warnings/hindsight/", readable(warnings.hindsight), name="hindsight"),
    path("warnings/<n:pk>/", readable(warning.warning), name="warning"),
    path("warnings/<n:pk>/act/", warning.act, name="warning_act"),
    path("warnings/<n:pk>/sheet/", readable(warning.sheet), name="warning_sheet"),
    path("warnings/<n:pk>/notice/", warning.notice, name="warning_notice"),
    path("warnings/letters/<n:pk>.<str:form>", warning.letter, name="warning_letter"),
    path("scheme/", scheme.scheme, name="scheme"),
    path("scheme/propose/", scheme.propose, name="scheme_propose"),
    path("scheme/<n:number>/", scheme.version, name="scheme_version"),
    path("scheme/<n:number>/act/", scheme.act, name="scheme_act"),
    path("figures/", figures.figures, name="figures"),
    path("figures/preview/", figures.preview_file, name="figures_preview"),
    path("figures/accept/", figures.accept_file, name="figures_accept"),
    path("figures/template.csv", figures.template, name="figures_template"),
    path("figures/<n:pk>/", figures.done, name="figures_done"),
    path("documents/", documents.documents, name="documents"),
    path("documents/check/", report_check.report_check, name="report_check"),
    path("documents/<n:pk>/revision/", reports.revision, name="edition_revision"),
    path("documents/<n:pk>.<str:form>", media.edition, name="edition"),
    path("releases/", releases.releases, name="releases"),
    path("releases/freeze/", releases.release_freeze, name="release_freeze"),
    path("releases/<release:name>/", releases.release, name="release"),
    path("releases/<release:name>/areas/", release_areas.release_areas, name="release_areas"),
    path("releases/<release:name>/areas/map.svg", release_areas.release_map, name="release_map"),
    path("releases/<release:name>/areas/<area:area>/", release_areas.release_area, name="release_area"),
    path("releases/<release:name>/areas/<area:area>/open/", release_areas.release_area_open, name="release_area_open"),
    path("releases/<release:name>/prove/", releases.release_prove, name="release_prove"),
    path("releases/<release:name>/run/", releases.release_run, name="release_run"),
    path("releases/<release:name>/moves/", releases.release_moves, name="release_moves"),
    path("releases/<release:name>/lift/", releases.release_lift, name="release_lift"),
    path("releases/<release:name>/figures.<slug:form>", releases.release_table, name="release_table"),
    path("jobs/", releases.job_list, name="jobs"),
    path("documents/archive/", drafts_more.archive, name="archive"),
    path("documents/outlines/", outlines.outlines, name="outlines"),
    path("documents/outlines/<slug:kind>/", outlines.outline, name="outline"),
    path("documents/outlines/<slug:kind>/save/", outlines.save, name="outline_save"),
    path("documents/outlines/<slug:kind>/preview/", outlines.preview, name="outline_preview"),
    path("documents/drafts/<n:pk>/outline/", outlines.draft_outline, name="draft_outline"),
    path("documents/drafts/", drafts.drafts, name="drafts"),
    path("documents/drafts/start/", drafts.start, name="draft_start"),
    path("documents/drafts/<n:pk>/", drafts.draft, name="draft"),
    path("documents/drafts/<n:pk>/save/", drafts.save, name="draft_save"),
    path("documents/drafts/<n:pk>/comment/", drafts.comment, name="draft_comment"),
    path("documents/drafts/<n:pk>/act/", drafts.act, name="draft_act"),
    path("documents/drafts/<n:pk>/versions/", drafts_more.versions, name="draft_versions"),
    path("documents/drafts/<n:pk>/revision/", drafts_more.revision, name="draft_revision"),
    path("documents/drafts/<n:pk>/take/", drafts_more.take, name="draft_take"),
    path("documents/drafts/<n:pk>/draft.<str:form>", drafts_more.printed, name="draft_print"),
    path("documents/drafts/<n:pk>/charts/<str:key>.svg", drafts_more.chart, name="draft_chart"),
    path("documents/<n:pk>/correct/", drafts_more.correct, name="edition_correct"),
    path("trail/", documents.trail, name="trail"),
]
