-- The figures of a release as one tidy table: a row a figure, codes with their labels beside. ``label`` holds the labels
-- that ship (kind, code, zh, en) and those of the release's own units; ``facts`` is the release itself, in one row.
select
    facts.release, facts.demo,
    area.code as area, area.name_zh as area_zh, area.name_en as area_en,
    indicator.domain, indicator.code as indicator, indicator.name_zh as indicator_zh, indicator.name_en as indicator_en,
    breakdown.sex as "SEX", sex.zh as sex_zh, sex.en as sex_en,
    breakdown.urbanisation as "URBANISATION", place.zh as urbanisation_zh, place.en as urbanisation_en,
    breakdown.age as "AGE",
    o.year as period, indicator.period as period_kind,
    o.value, o.numerator, o.denominator,
    indicator.unit, unit.zh as unit_zh, unit.en as unit_en,
    o.status, status.zh as status_zh, status.en as status_en,
    o.reason, reason.zh as reason_zh, reason.en as reason_en,
    o.note, o.source_body, body.name_zh as source_body_zh, body.name_en as source_body_en,
    o.signer, facts.released_by, facts.signer_role
from observations o
cross join facts
join area on area.ix = o.area
join indicator on indicator.ix = o.indicator
join breakdown on breakdown.ix = o.breakdown
left join body on body.code = o.source_body
left join label sex on sex.kind = 'SEX' and sex.code = breakdown.sex
left join label place on place.kind = 'URBANISATION' and place.code = breakdown.urbanisation
left join label unit on unit.kind = 'unit' and unit.code = indicator.unit
left join label status on status.kind = 'status' and status.code = o.status
left join label reason on reason.kind = 'reason' and reason.code = o.reason
