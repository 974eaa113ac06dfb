-- One row a track and judged area: judgement, gap to the target, outlook and warning. The warning's rule is told_outlook.
with ahead as (
    select
        f.code, f.better, o.no, o.area, o.sense, o.small, o.level, o.previous, o.swing, o.why, o.points, o.fresh,
        nullif(o.reach, 'nan'::double) as reach, nullif(o.value, 'nan'::double) as value, nullif(o.p, 'nan'::double) as p,
        nullif(o.pace_needed, 'nan'::double) as pace_needed, nullif(o.pace_recent, 'nan'::double) as pace_recent
    from outlook o
    join followed f on f.no = o.no
),
called as (
    select
        *,
        small and fresh > 0 and better = 'down' as had_case,
        not small or value is not null and (fresh > 0 and better = 'down' or coalesce(sense * (reach - value) > 0, false)) as calls
    from ahead
)
select
    'track' as kind, a.code as area, a.name_zh as area_zh, a.name_en as area_en, a.level as area_level, t.domain, t.goal, t.code as track,
    t.kind as track_kind, t.target, coalesce(i.code, '') as indicator, coalesce(b.key, '') as breakdown,
    k.title_zh, k.title_en, states[t.rank + 1] as state, t.reason,
    coalesce(g.found, d.now_value * coalesce(d.grain, 1)) / 1e6 as value,
    coalesce(g.base_value, d.base_value * coalesce(d.grain, 1)) / 1e6 as base_value,
    g.reach / 1e6 as target_value, g.short / 1e6 as gap_to_target, g.year as target_year,
    c.p as p_met,
    case when c.no is null then null when c.level < 0 then 'cannot_judge' else levels[c.level + 1] end as level,
    case when c.no is null then null when c.previous < 0 then 'cannot_judge' else levels[c.previous + 1] end as previous_level,
    whys[c.why + 1] as why_not_judged, c.points, c.pace_needed, c.pace_recent,
    case
        when c.no is null then null
        when not c.calls then ''
        when c.level = 1 then 'yellow'
        when c.level = 2 then 'orange'
        when c.level = 3 then 'red'
        when case when c.small then c.had_case else c.swing > 0 end then 'blue'
        else ''
    end as warning,
    case
        when c.no is null then null
        when c.small then 'case_review'
        when c.level >= 1 then 'target'
        else 'volatility'
    end as warning_kind
from track_judged t
cross join words
join area a on a.ix = t.area
join tracks k on k.code = t.code
left join target_judged g
    on g.code = t.target and g.area = t.area and g.at_year = t.at_year and t.kind in ('quantitative', 'external')
left join direction_judged d on d.code = t.code and d.area = t.area and d.at_year = t.at_year
left join indicator i on i.ix = coalesce(g.indicator, t.indicator)
left join breakdown b on b.ix = k.breakdown
left join called c on c.code = t.code and c.area = t.area
where t.at_year = :year
order by t.area, t.code;
