-- Is a value or a gap better than in its base year? The rule is method/appraisal/direction.py.
-- One row per directional track, judged area and year.
create table direction_judged as
with asked as (
    select
        t.code, t.direction, t.subject, t.first_indicator as indicator, t.second_indicator,
        a.ix as area, y.at_year, r.base_year,
        a.ix * 100000000 + t.first_indicator * 10000 + t.first_breakdown as first_series,
        a.ix * 100000000 + t.second_indicator * 10000 + t.second_breakdown as second_series,
        cast(power(10, greatest(6 - i.decimals, 0)) as bigint) as grain,
        case when t.subject in ('gap:SEX', 'gap:URBANISATION') then 'down' else i.direction end as better
    from tracks t
    left join indicator i on i.ix = t.first_indicator
    cross join area a
    cross join judged_year y
    cross join run r
    where a.judged and t.kind = 'directional'
),
now_known as (
    select
        k.*,
        f.value as first_value, f.year as first_year, f.carried as first_carried, f.missing as first_missing,
        f.why as first_why, f.numerator, f.denominator, f.pooled_from, f.pooled_years,
        s.value as second_value, s.year as second_year, s.carried as second_carried,
        s.missing as second_missing, s.why as second_why,
        base_moment(f.break_year, f.year, k.base_year, k.at_year) as first_base,
        base_moment(s.break_year, s.year, k.base_year, k.at_year) as second_base,
        f.break_year as first_break, s.break_year as second_break,
        k.second_series is not null as two_sided
    from asked k
    left join standing f on f.series = k.first_series and f.moment = k.at_year
    left join standing s on s.series = k.second_series and s.moment = k.at_year
),
based as (
    select
        n.*,
        case when two_sided then bf.value - bs.value else bf.value end as base_raw,
        case
            when first_break > base_year - 5 or second_break > base_year - 5 then null
            when two_sided then pf.value - ps.value
            else pf.value
        end as prior_raw,
        case when two_sided then first_value - second_value else first_value end as now_raw,
        greatest(coalesce(first_base, base_year), coalesce(second_base, base_year)) as base_from,
        case
            when base_year > at_year then 'no_base'
            when first_base is null or (two_sided and second_base is null) then 'series_break'
            else 'no_base'
        end as no_base
    from now_known n
    left join standing bf on bf.series = n.first_series and bf.moment = n.first_base
    left join standing bs on bs.series = n.second_series and bs.moment = n.second_base
    left join standing pf on pf.series = n.first_series and pf.moment = n.base_year - 5
    left join standing ps on ps.series = n.second_series and ps.moment = n.base_year - 5
),
rounded as (
    select
        *,
        round_div(sized(subject, direction, now_raw), grain) as now_value,
        round_div(sized(subject, direction, base_raw), grain) as base_value,
        round_div(sized(subject, direction, prior_raw), grain) as prior_value,
        at_year - base_from as since
    from based
),
reasoned as (
    select
        *,
        case
            when indicator is null then 'no_indicator'
            when not two_sided and (subject <> 'value' or direction = 'match') then 'no_comparator'
            when first_value is null and (
                not two_sided or second_value is not null or unjudged_rank(first_missing) <= unjudged_rank(second_missing)
            ) then first_why
            when two_sided and second_value is null then second_why
            when direction = 'match' then case
                when (match_better <> 'down' and now_value >= 0) then 'matched'
                when (match_better = 'down' and now_value <= 0) then 'matched'
                when abs(now_value) < abs(base_value) then 'closing'
                else 'behind'
            end
            when since <= 0 then 'base_year'
            when base_value is null then no_base
            when direction = 'curb' then case
                when now_value <= base_value then 'not_rising'
                when prior_value is null or base_from <> base_year then 'no_earlier_pace'
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
                    and abs(now_value - base_value) * grain <= round_div(abs(base_value) * grain * 5, 100)
                    then 'kept'
                else 'not_kept'
            end
            when now_value = base_value then 'same'
            when (now_value > base_value) = (direction = 'up') then 'better'
            else 'worse'
        end as reason
    from (
        select d.*, coalesce(i.direction, 'none') as match_better
        from rounded d
        left join indicator i on i.ix = d.indicator
    ) as d
)
select
    *,
    case
        when reason in ('no_indicator', 'no_comparator') then 'not_monitorable'
        when first_value is null and (
            not two_sided or second_value is not null or unjudged_rank(first_missing) <= unjudged_rank(second_missing)
        ) then first_missing
        when two_sided and second_value is null then second_missing
        when reason in ('matched', 'not_rising', 'curbed', 'narrowed', 'no_gap', 'kept', 'better') then 'met'
        when reason in ('closing', 'same_pace', 'same') then 'hard'
        when reason in ('behind', 'not_curbed', 'widened', 'not_kept', 'worse') then 'not_met'
        when reason = 'base_year' then 'not_due'
        else 'no_data'
    end as state
from reasoned;
