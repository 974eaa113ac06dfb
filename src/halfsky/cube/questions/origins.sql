-- Of which year is a figure that was itself copied from an earlier one? The rule is method/observation.MOST_BACK.
create table origin as
select c.series, c.year as copied_year, max(o.year) as year
from figure c
left join figure o
    on o.series = c.series and o.value is not null and o.status <> 'I' and o.year < c.year and o.year >= c.year - 20
where c.status = 'I' and c.value is not null and c.year >= :year - 1
group by c.series, c.year;
