-- Is each target met, on pace, behind, missed, or not to be judged? The rule is method/appraisal/judgement.py.
-- One row per target, judged area and year (the year of the run and the one before). interim.sql puts the outlook's
-- probability in the place of pace. The state follows from the reason (rules.REASONS).
create table target_paced as
with known as (
    select
        t.code, t.indicator, t.year, t.base_year, t.tolerance, t.sense, t.hold, t.assigned, t.about, t.reference,
        p.area, y.at_year, s.value as found, s.numerator, s.denominator, s.year as year_of_value, s.carried, s.why,
        s.base_moment, s.base_value, s.no_base, c.value as compare_value, c.why as compare_why,
        greatest(t.year - t.base_year, 0) as span,
        case t.reference when 'base' then s.base_value when 'compare' then c.value else 0 end as started,
        t.multiplier, t.start, t.lowest, t.highest
    from targets t
    cross join place p
    cross join judged_year y
    left join stood s on s.series = p.start + t.cell and s.at_year = y.at_year
    left join stood c on c.series = p.start + t.compare_cell and c.at_year = y.at_year
),
asking as (
    select
        *,
        case when assigned then round_div(started * cast(multiplier as hugeint), 1000000000) + start end as asked_for,
        least(greatest(at_year - base_year, 0), span) as passed
    from known
),
-- a change cannot ask for more than there can be: method/target.within
reached as (
    select *, case when asked_for > highest then highest when asked_for < lowest then lowest else asked_for end as reach
    from asking
),
measured as (
    select
        *, shortfall(sense, found, reach) as short, shortfall(sense, base_value, reach) as way,
        coalesce(tolerance, case when about then round_div(abs(reach) * :about_percent, 100) else 0 end) as slack
    from reached
)
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
    end as paced_reason,
    case when not hold then base_value + round_div((reach - base_value) * passed, span) end as pace_expected,
    case when not hold and way > 0 then round_div((way - short) * 1000, way) end as progress_tenths,
    case when not hold and year > at_year and short > slack then round_div(reach - found, year - at_year) end as pace_needed,
    case when not hold then round_div(passed * 1000, span) end as time_tenths
from measured;
