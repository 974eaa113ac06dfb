"""The pages that the browser looks at, by name: address and the person of the cast who sees it."""

from __future__ import annotations

UPPER, COUNTY = "600100000000", "600104000000"
"""The invented city above and the county of it that is opened."""
AWAY = f"?release={UPPER}-2024-1&area={COUNTY}"

FULL: dict[str, tuple[str, str]] = {
    "overview": ("/", "leader"),
    "todo": ("/todo/", "reporter"),
    "plan": ("/plan/", "officer"),
    "domain": ("/plan/domain/health/", "officer"),
    "indicators": ("/indicators/", "statistician"),
    "indicator": ("/indicators/security.pension_coverage/", "statistician"),
    "indicator-small-counts": ("/indicators/health.maternal_mortality/", "statistician"),
    "documents": ("/documents/", "leader"),
    "report-check": ("/documents/check/", "officer"),
    "archive": ("/documents/archive/", "leader"),
    "edition-revision": ("/documents/1/revision/", "officer"),
    "drafts": ("/documents/drafts/", "officer"),
    "draft": ("/documents/drafts/1/", "leader"),
    "draft-versions": ("/documents/drafts/1/versions/?from=1&to=2", "officer"),
    "draft-revision": ("/documents/drafts/1/revision/", "officer"),
    "outlines": ("/documents/outlines/", "officer"),
    "outline": ("/documents/outlines/annual/", "officer"),
    "releases": ("/releases/", "officer"),
    "release": ("/releases/2024-1/", "officer"),
    "assign": ("/plan/assign/environment.goal.6.track.1/", "officer"),
    "areas": (f"/releases/{UPPER}-2024-1/areas/", "officer"),
    "area": (f"/releases/{UPPER}-2024-1/areas/600107000000/", "officer"),
    "area-overview": ("/" + AWAY, "leader"),
    "area-indicator": ("/indicators/health.invented_001/" + AWAY, "statistician"),
    "release-freeze": ("/releases/freeze/?year=2024", "officer"),
    "jobs": ("/jobs/", "officer"),
    "index": ("/index/", "leader"),
    "warnings": ("/warnings/", "officer"),
    "warning": ("/warnings/1/", "officer"),
    "warning-sheet": ("/warnings/1/sheet/", "leader"),
    "warnings-brief": ("/warnings/brief/", "leader"),
    "hindsight": ("/warnings/hindsight/", "leader"),
    "scheme": ("/scheme/", "officer"),
    "intake": ("/plan/intake/", "officer"),
    "intake-draft": ("/plan/intake/1/", "officer"),
    "figures": ("/figures/", "statistician"),
    "account": ("/account/", "sysadmin"),
    "trail": ("/trail/", "auditor"),
}
EMPTY: dict[str, tuple[str, str]] = {
    name: FULL[name] for name in ("overview", "plan", "indicators", "documents", "intake", "figures")
}
VISITOR: dict[str, str] = {"signin": "/signin/", "not-found": "/nowhere/"}
