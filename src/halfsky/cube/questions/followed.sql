-- Which targets, and which directions of one value, have an outlook? Numbered in the order of their codes.
create table followed as
with named as (
    select
        coalesce(min(k.code), t.code) as code, 'target' as what, t.code as source, t.domain, t.goal, t.indicator, t.breakdown
    from targets t
    left join tracks k on k.target = t.code and k.kind in ('quantitative', 'external')
    where t.indicator is not null
    group by t.code, t.domain, t.goal, t.indicator, t.breakdown
    union all
    select code, 'direction' as what, code as source, domain, goal, first_indicator, first_breakdown
    from tracks
    where kind = 'directional' and subject = 'value' and first_indicator is not null
        and direction in ('up', 'down', 'hold', 'curb')
)
select
    row_number() over (order by n.code, n.source) as no, n.code, n.what, n.source, n.domain, n.goal, n.indicator,
    n.breakdown, i.kind, i.scale, i.frequency, i.anchor_year, i.small_count, i.direction as better
from named n
join indicator i on i.ix = n.indicator;
