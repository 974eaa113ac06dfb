-- The yearly points of the followed cells, those that are judged year by year. Mark 1: carried, 2: the series breaks.
select
    o.cell_id // 10000 as cell, o.year, o.value, o.numerator, o.denominator,
    case o.status when 'I' then 1 when 'B' then 2 else 0 end as mark
from observations o
join (select distinct indicator, breakdown from followed where not small_count) f
    on f.indicator = o.indicator and f.breakdown = o.breakdown
where o.followed and o.area between :low and :high and o.year <= :year and o.year > :since
    and (o.value is not null or o.status = 'B')
order by o.cell_id;
