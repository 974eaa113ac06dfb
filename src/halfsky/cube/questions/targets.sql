-- Is each target met, on pace, behind, missed, or not to be judged? The rule is method/appraisal/judgement.py.
-- One row per target, judged area and year (the year of the run and the one before). interim.sql puts the outlook's
-- probability in the place of pace. The state follows from the reason (rules.REASONS).
create table target_paced as
with compared as (
    select series, value, why, was_value, was_why
    from standing
    where mod(series, 1000000000000) in (select compare_cell from targets)
),
paired as (
    select
        t.code, t.indicator, t.year, t.base_year, t.tolerance, t.sense, t.hold, t.assigned, t.about, t.reference,
        t.multiplier, t.start, t.lowest, t.highest, p.area, s.value, s.numerator, s.denominator, s.year as value_year,
        s.carried, s.why, s.base_moment, s.base_value, s.no_base, s.was_value, s.was_numerator, s.was_year, s.was_why,
        s.was_base_moment, s.was_base_value, s.was_no_base, c.value as compare_value, c.why as compare_why,
        c.was_value as was_compare_value, c.was_why as was_compare_why
    from targets t
    cross join place p
    left join standing s on s.series = p.start + t.cell
    left join compared c on c.series = p.start + t.compare_cell
),
known as (
    select
        code, indicator, year, base_year, tolerance, sense, hold, assigned, about, reference, area, multiplier, start,
        lowest, highest, :year as at_year, value as found, numerator, denominator, value_year as year_of_value, carried,
        why, base_moment, base_value, no_base, compare_value, compare_why
    from paired
    union all
    select
        code, indicator, year, base_year, tolerance, sense, hold, assigned, about, reference, area, multiplier, start,
        lowest, highest, :year - 1, was_value, was_numerator, null, was_year, false, was_why, was_base_moment,
        was_base_value, was_no_base, was_compare_value, was_compare_why
    from paired
    where :back = 1 or area = :home
),
aimed as (
    select
        *, cast(multiplier as hugeint) * case reference when 'base' then base_value when 'compare' then compare_value else 0 end
            as times,
        greatest(year - base_year, 0) as span, least(greatest(at_year - base_year, 0), greatest(year - base_year, 0)) as passed
    from known
),
asking as (
    select *, case when assigned then round_div(times, 1000000000) + start end as asked_for
    from aimed
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
    code, indicator, year, base_year, sense, hold, area, at_year, found, numerator, denominator, year_of_value, carried,
    base_moment, base_value, compare_value, compare_why, span, passed, reach, short, way, slack,
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
from measured;
