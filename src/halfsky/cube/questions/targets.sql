-- Is each target met, on pace, behind, missed, or not to be judged? The rule is method/appraisal/judgement.py.
-- One row per target, judged area and year (the year of the run and the one before). interim.sql puts the outlook's
-- probability in the place of pace.
create table target_paced as
with asked as (
    select
        t.code, t.indicator, t.year, t.base_year, t.tolerance, t.multiplier, t.start, t.reference, t.sense, t.hold,
        t.assigned, t.about, i.kind, a.ix as area, y.at_year,
        cell_of(a.ix, t.indicator, t.breakdown, t.base_year) as series,
        cell_of(a.ix, t.compare_indicator, t.compare_breakdown, :base_year) as compare_series,
        greatest(t.year - t.base_year, 0) as span,
        least(greatest(y.at_year - t.base_year, 0), greatest(t.year - t.base_year, 0)) as passed
    from targets t
    left join indicator i on i.ix = t.indicator
    cross join area a
    cross join judged_year y
    where a.judged
),
now_known as (
    select
        k.*, s.value as found, s.numerator, s.denominator, s.year as year_of_value, s.carried, s.why,
        s.base_moment, s.base_value, s.no_base, c.value as compare_value, c.why as compare_why,
        case k.reference when 'base' then s.base_value when 'compare' then c.value else 0 end as started
    from asked k
    left join stood s on s.series = k.series and s.at_year = k.at_year
    left join stood c on c.series = k.compare_series and c.at_year = k.at_year
),
reached as (
    select *, case when assigned then round_div(started * cast(multiplier as hugeint), 1000000000) + start end as asked_for
    from now_known
),
-- a change cannot ask for more than there can be: method/target.within
bounded as (
    select
        *,
        case
            when reference <> 'base' or kind not in ('share', 'rate', 'level', 'count') then asked_for
            when kind = 'share' and asked_for > 100000000 then 100000000
            when asked_for < 0 then 0
            else asked_for
        end as reach
    from reached
),
measured as (
    select
        *,
        cast(shortfall(sense, found, reach) as hugeint) as short,
        cast(shortfall(sense, base_value, reach) as hugeint) as way,
        coalesce(tolerance, case when about then round_div(abs(cast(reach as hugeint)) * :about_percent, 100) else 0 end)
            as slack
    from bounded
),
reasoned as (
    select
        *,
        case
            when not assigned then 'target_not_assigned'
            when indicator is null then 'no_indicator'
            when found is null then why
            when reference = 'compare' and compare_value is null then 'no_comparator'
            when reference = 'base' and base_value is null then no_base
            when hold then case when short <= slack then 'held' else 'not_held' end
            when short <= slack then case when at_year < year then 'reached_early' else 'reached' end
            when at_year >= year then 'missed'
            when base_value is null then 'no_base_for_pace'
            when (way - short) * span * 100 >= way * passed * :pace_percent then 'on_pace'
            else 'behind_pace'
        end as paced_reason
    from measured
)
select
    *,
    case paced_reason
        when 'target_not_assigned' then 'not_due'
        when 'no_indicator' then 'not_monitorable'
        when 'no_comparator' then coalesce(missing_for(compare_why), 'not_monitorable')
        when 'held' then 'met'
        when 'not_held' then 'not_met'
        when 'reached_early' then 'met_early'
        when 'reached' then 'met'
        when 'missed' then 'not_met'
        when 'no_base_for_pace' then 'hard'
        when 'on_pace' then 'expected'
        when 'behind_pace' then 'hard'
        else case when found is null then missing_for(why) else 'no_data' end
    end as paced_state,
    case when not hold then base_value + round_div((reach - base_value) * passed, span) end as pace_expected,
    case when not hold and way > 0 then round_div((way - short) * 1000, way) end as progress_tenths,
    case when not hold and year > at_year and short > slack then round_div(reach - found, year - at_year) end as pace_needed,
    case when not hold then round_div(passed * 1000, span) end as time_tenths
from reasoned;
