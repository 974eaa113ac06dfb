-- What figures does the release hold for one area, totals only, by the indicator's name?
select i.name_zh, o.year, o.value, i.unit
from observations o
join indicator i on i.ix = o.indicator
join breakdown b on b.ix = o.breakdown
join area a on a.ix = o.area
where a.code = ? and b.key = '' and o.value is not null and o.status <> 'I'
order by i.name_zh, o.year;
