-- How far is each area from the area above it, where the release holds the figures of both for the year?
-- Totals of the year's own, nothing carried; a rare event is never judged on one year. The worse side is
-- method/appraisal/gap.worse_of.
with own as (
    select o.area, o.indicator, o.value, i.direction
    from observations o
    join breakdown b on b.ix = o.breakdown
    join indicator i on i.ix = o.indicator
    where o.year = :year and o.value is not null and o.status <> 'I' and b.key = '' and not i.small_count
)
select
    a.ix as area, p.ix as parent, x.indicator, x.value, y.value as parent_value, x.value - y.value as difference,
    case
        when x.direction not in ('up', 'down') or x.value = y.value then ''
        when (x.value < y.value) = (x.direction = 'up') then 'area'
        else 'parent'
    end as worse
from own x
join area a on a.ix = x.area
join area p on p.code = a.parent
join own y on y.area = p.ix and y.indicator = x.indicator
order by a.ix, x.indicator;
