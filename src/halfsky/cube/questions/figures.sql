-- Which figures of those cells can matter: of this year, of the one before where it is judged, of the base year, of
-- five years before it where a pace is compared, wherever a break is noted, and of every year where asked.sql says so.
-- "series" is the cell id of the series in its base year. "lent" is for how many later years the figure may stand; a
-- copy for none, a missing one not even for its own. ":beside" is 0 where only the cells that are followed matter.
create table figure as
select
    o.cell_id - o.year + k.base_year as series, k.base_year, k.small_count,
    o.year, o.value, o.numerator, o.denominator, o.status, o.reason,
    case when o.value is null then -10000 when o.status = 'I' then 0 else k.carry_years end as lent
from observations o
join asked k on k.indicator = o.indicator and k.breakdown = o.breakdown
join place p on p.area = o.area
where o.year <= :year and o.area between :first_area and :last_area and (k.followed or :beside = 1) and (o.followed or :beside = 1)
    and (o.year = :year or o.year = k.base_year or k.whole or o.status = 'B' or o.year = k.base_year - 5 and k.curbed
        or o.year = :year - 1 and (:back = 1 or o.area = :home));
