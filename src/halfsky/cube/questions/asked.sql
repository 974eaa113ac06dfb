-- Which cells are looked at in each judged area, and against which base years?
-- The totals and the sides of one dimension are told of every indicator that has figures. What a target or a track
-- follows is looked at whether it has figures or not. "cell" is the cell id in the base year, but for the area.
create table judged_year as
select :year as at_year
union all
select :year - 1;

create table asked as
with every as (
    select i.ix as indicator, b.ix as breakdown, :base_year as base_year, 0 as followed
    from indicator i
    cross join breakdown b
    where b.age = '_T' and (b.sex = '_T' or b.urbanisation = '_T')
    union all
    select indicator, breakdown, base_year, 1 from targets
    union all
    select indicator, breakdown, :base_year, 1 from targets
    union all
    select compare_indicator, compare_breakdown, :base_year, 1 from targets
    union all
    select first_indicator, first_breakdown, :base_year, 1 from tracks
    union all
    select second_indicator, second_breakdown, :base_year, 1 from tracks
),
once as (
    select indicator, breakdown, base_year, max(followed) = 1 as followed
    from every
    where indicator is not null
    group by indicator, breakdown, base_year
)
select
    e.*, cell_of(0, e.indicator, e.breakdown, e.base_year) as cell,
    i.small_count, i.carry_years, greatest(i.frequency, 1) as frequency, i.anchor_year, coalesce(i.scale, 1) as scale
from once e
join indicator i on i.ix = e.indicator;
