-- Is a value or a gap better than in its base year? The rule is method/appraisal/direction.py.
-- One row per directional track, judged area and year. The state follows from the reason (rules.REASONS).
create table direction_judged as
with second as (
    select *
    from standing
    where mod(series, 1000000000000) in (select second_cell from tracks)
),
paired as (
    select
        t.code, t.direction, t.subject, t.first_indicator, t.better, t.matched_on, t.grain, t.bound, t.rare,
        t.second_cell, p.area, f.value, f.year, f.carried, f.numerator, f.denominator, f.why, f.base_moment,
        f.base_value, f.prior_value, f.no_base, f.was_value, f.was_year, f.was_numerator, f.was_why, f.was_base_moment,
        f.was_base_value, f.was_prior_value, f.was_no_base, s.value as value_2, s.year as year_2, s.carried as carried_2,
        s.numerator as numerator_2, s.why as why_2, s.base_moment as base_moment_2, s.base_value as base_value_2,
        s.prior_value as prior_value_2, s.no_base as no_base_2, s.was_value as was_value_2, s.was_year as was_year_2,
        s.was_numerator as was_numerator_2, s.was_why as was_why_2, s.was_base_moment as was_base_moment_2,
        s.was_base_value as was_base_value_2, s.was_prior_value as was_prior_value_2, s.was_no_base as was_no_base_2
    from tracks t
    cross join place p
    left join standing f on f.series = p.start + t.first_cell
    left join second s on s.series = p.start + t.second_cell
    where t.kind = 'directional'
),
yearly as (
    select
        code, direction, subject, first_indicator, better, matched_on, grain, bound, rare, second_cell, area,
        :year as at_year, value, year, carried, numerator, denominator, why, base_moment, base_value, prior_value,
        no_base, value_2, year_2, carried_2, numerator_2, why_2, base_moment_2, base_value_2, prior_value_2, no_base_2
    from paired
    union all
    select
        code, direction, subject, first_indicator, better, matched_on, grain, bound, rare, second_cell, area,
        :year - 1, was_value, was_year, false, was_numerator, null, was_why, was_base_moment, was_base_value,
        was_prior_value, was_no_base, was_value_2, was_year_2, false, was_numerator_2, was_why_2, was_base_moment_2,
        was_base_value_2, was_prior_value_2, was_no_base_2
    from paired
    where :back = 1 or area = :home
),
known as (
    select
        code, direction, subject, first_indicator as indicator, better, matched_on, grain, bound,
        second_cell is not null as two_sided, area, at_year,
        value as first_value, year as first_year, carried as first_carried, numerator, denominator,
        value_2 as second_value, year_2 as second_year, carried_2 as second_carried,
        -- method/appraisal/direction.FEWEST_CASES
        rare and numerator + numerator_2 < 10000000 as few,
        -- of two missing sides the first of no data, not due, not monitorable
        case
            when value is not null then why_2
            when value_2 is not null or why_2 is null then why
            when unjudged_rank(why_2) < unjudged_rank(why) then why_2
            else why
        end as why,
        case when second_cell is null then value else value - value_2 end as now_raw,
        case when second_cell is null then base_value else base_value - base_value_2 end as base_raw,
        case when second_cell is null then prior_value else prior_value - prior_value_2 end as prior_raw,
        greatest(coalesce(base_moment, :base_year), coalesce(base_moment_2, :base_year)) as base_from,
        case when no_base_2 = 'series_break' then no_base_2 else no_base end as no_base
    from yearly
),
measured as (
    select
        *, sized(subject, direction, now_raw) as now_size, sized(subject, direction, base_raw) as base_size,
        sized(subject, direction, prior_raw) as prior_size
    from known
),
rounded as (
    select
        *, round_div(now_size, grain) as now_value, round_div(base_size, grain) as base_value,
        round_div(prior_size, grain) as prior_value, at_year - base_from as since
    from measured
)
select
    code, direction, subject, better, grain, two_sided, area, at_year, first_value, first_year, first_carried, numerator,
    denominator, second_value, second_year, second_carried, now_raw, base_raw, prior_raw, now_value, base_value, base_from,
    case
        when indicator is null then 'no_indicator'
        when not two_sided and (subject <> 'value' or direction = 'match') then 'no_comparator'
        when now_raw is null then why
        when few then 'too_few_cases'
        when direction = 'match' then case
            when matched_on <> 'down' and now_value >= 0 then 'matched'
            when matched_on = 'down' and now_value <= 0 then 'matched'
            when abs(now_value) < abs(base_value) then 'closing'
            else 'behind'
        end
        when since <= 0 then 'base_year'
        when base_value is null then no_base
        when direction = 'curb' then case
            when now_value <= base_value then 'not_rising'
            when prior_value is null or base_from <> :base_year then 'no_earlier_pace'
            when (now_value - base_value) * 5 < (base_value - prior_value) * since then 'curbed'
            when (now_value - base_value) * 5 = (base_value - prior_value) * since then 'same_pace'
            else 'not_curbed'
        end
        when direction = 'narrow' then case
            when abs(now_value) < abs(base_value) then 'narrowed'
            when now_value = 0 then 'no_gap'
            when abs(now_value) = abs(base_value) then 'same'
            else 'widened'
        end
        when direction = 'hold' then case
            when better = 'up' and now_value >= base_value then 'kept'
            when better = 'down' and now_value <= base_value then 'kept'
            when better not in ('up', 'down')
                and abs(now_value - base_value) * grain <= round_div(abs(base_value) * grain * :about_percent, 100)
                then 'kept'
            else 'not_kept'
        end
        when now_value = base_value then case
            when direction = 'up' and now_value * grain >= bound then 'at_bound'
            when direction = 'down' and now_value * grain <= bound then 'at_bound'
            else 'same'
        end
        when (now_value > base_value) = (direction = 'up') then 'better'
        else 'worse'
    end as reason
from rounded;
