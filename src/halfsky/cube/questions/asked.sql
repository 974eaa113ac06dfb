-- Which cells are looked at in each judged area, and against which base years?
-- The totals and the sides of one dimension are told of every indicator that has figures. What a target or a track
-- follows is looked at whether it has figures or not; where ":beside" is 0, it alone is. "cell" is the cell id in the
-- base year, in the area numbered 0.
create table asked as
with every as (
    select (i.ix * 10000 + b.ix) * 10000 + :base_year as cell, 0 as followed, 0 as curbed
    from indicator i
    cross join breakdown b
    where :beside = 1 and b.age = '_T' and (b.sex = '_T' or b.urbanisation = '_T')
    union all
    select cell, 1, 0 from targets
    union all
    select cell - base_year + :base_year, 1, 0 from targets
    union all
    select compare_cell, 1, 0 from targets
    union all
    select first_cell, 1, case direction when 'curb' then 1 else 0 end from tracks
    union all
    select second_cell, 1, case direction when 'curb' then 1 else 0 end from tracks
),
once as (
    select cell, cell // 100000000 as indicator, max(followed) = 1 as followed, max(curbed) = 1 as curbed
    from every
    where cell is not null
    group by cell
)
select
    e.cell, e.indicator, mod(e.cell // 10000, 10000) as breakdown, mod(e.cell, 10000) as base_year, e.followed, e.curbed,
    i.small_count, i.carry_years, i.frequency, i.anchor_year, coalesce(i.scale, 1) as scale,
    -- every year counts where a figure may be carried, where counts are pooled, and where a copy's origin is looked for
    i.small_count or i.carry_years > 0 or c.indicator is not null as whole
from once e
join indicator i on i.ix = e.indicator
left join (select distinct indicator from observations where status = 'I' and (followed or :beside = 1)) c on c.indicator = e.indicator;
