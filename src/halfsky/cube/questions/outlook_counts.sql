-- The counts of the followed cells that are judged on pooled years, of every area: the upper levels tell what is usual.
select
    o.area, f.indicator, f.breakdown, o.year, o.value, o.numerator, o.denominator,
    case o.status when 'I' then 1 when 'B' then 2 else 0 end as mark
from observations o
join (select distinct indicator, breakdown from followed where small_count) f
    on f.indicator = o.indicator and f.breakdown = o.breakdown
where o.followed and o.year <= :year and o.year > :year - 7
order by o.cell_id;
