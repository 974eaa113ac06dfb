-- What stands for the judged years, beside what it is compared with: the base year's figure, or the first one after
-- a break, the one five years before the base, and last year's. The rule is method/observation.base_year_of.
create table based as
with asked as (
    select base_year from run
    union
    select base_year from targets
),
placed as (
    select
        s.*, k.base_year,
        case
            when k.base_year > s.moment then null
            when s.break_year is null or s.break_year <= k.base_year then k.base_year
            when s.year > s.break_year then s.break_year
        end as base_moment
    from standing s
    join judged_year y on y.at_year = s.moment
    cross join asked k
)
select
    p.*, b.value as base_value,
    case when p.break_year > p.base_year - 5 then null else e.value end as prior_value,
    l.value as previous,
    case when p.base_moment is null and p.base_year <= p.moment then 'series_break' else 'no_base' end as no_base
from placed p
left join standing b on b.series = p.series and b.moment = p.base_moment
left join standing e on e.series = p.series and e.moment = p.base_year - 5
left join standing l on l.series = p.series and l.moment = p.moment - 1;
