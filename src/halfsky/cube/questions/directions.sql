-- Is a value or a gap better than in its base year? The rule is method/appraisal/direction.py.
-- One row per directional track, judged area and year. The state follows from the reason (rules.REASONS).
create table direction_judged as
with known as (
    select
        t.code, t.direction, t.subject, t.first_indicator as indicator, t.better, t.matched_on, t.grain, t.bound,
        t.second_cell is not null as two_sided, p.area, y.at_year,
        f.value as first_value, f.year as first_year, f.carried as first_carried, f.numerator, f.denominator,
        s.value as second_value, s.year as second_year, s.carried as second_carried,
        -- method/appraisal/direction.FEWEST_CASES
        t.rare and f.numerator + s.numerator < 10000000 as few,
        -- of two missing sides the first of no data, not due, not monitorable
        case
            when f.value is not null then s.why
            when s.value is not null or s.why is null then f.why
            when unjudged_rank(s.why) < unjudged_rank(f.why) then s.why
            else f.why
        end as why,
        case when t.second_cell is null then f.value else f.value - s.value end as now_raw,
        case when t.second_cell is null then f.base_value else f.base_value - s.base_value end as base_raw,
        case when t.second_cell is null then f.prior_value else f.prior_value - s.prior_value end as prior_raw,
        greatest(coalesce(f.base_moment, :base_year), coalesce(s.base_moment, :base_year)) as base_from,
        case when s.no_base = 'series_break' then s.no_base else f.no_base end as no_base
    from tracks t
    cross join place p
    cross join judged_year y
    left join stood f on f.series = p.start + t.first_cell and f.at_year = y.at_year
    left join stood s on s.series = p.start + t.second_cell and s.at_year = y.at_year
    where t.kind = 'directional'
),
rounded as (
    select
        *,
        round_div(sized(subject, direction, now_raw), grain) as now_value,
        round_div(sized(subject, direction, base_raw), grain) as base_value,
        round_div(sized(subject, direction, prior_raw), grain) as prior_value,
        at_year - base_from as since
    from known
)
select
    *,
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
