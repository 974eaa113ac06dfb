-- For which series and which years must it be known what stands?
-- In each judged area the totals and the sides of one dimension, which are told of every indicator, and every cell
-- that a target or a track asks for, present or not; in the judged year and the one before, in every base year,
-- five years before the plan's, and at breaks.
create table cell as
with told as (
    select ix from breakdown
    where age = '_T' and (sex = '_T' or urbanisation = '_T')
),
wanted as (
    select o.area, o.indicator, o.breakdown from observations o join told t on t.ix = o.breakdown
    union
    select a.ix, t.indicator, t.breakdown from targets t cross join area a
    union
    select a.ix, t.compare_indicator, t.compare_breakdown from targets t cross join area a
    union
    select a.ix, t.first_indicator, t.first_breakdown from tracks t cross join area a
    union
    select a.ix, t.second_indicator, t.second_breakdown from tracks t cross join area a
)
select
    w.area * 100000000 + w.indicator * 10000 + w.breakdown as series,
    w.area, w.indicator, w.breakdown
from wanted w
join area a on a.ix = w.area
where a.judged and w.indicator is not null;

create table figure as
select c.series, o.year, o.value, o.numerator, o.denominator, o.status, o.reason
from observations o
join cell c on c.series = o.cell_id // 10000;

create table broken as
select series, year as break_year from figure where status = 'B';

create table moment as
with asked as (
    select year as moment from run
    union select year - 1 from run
    union select base_year from run
    union select base_year - 5 from run
    union select base_year from targets
),
every as (
    select c.series, c.indicator, a.moment from cell c cross join asked a
    union all
    select c.series, c.indicator, b.break_year from cell c join broken b on b.series = c.series
    where b.break_year not in (select moment from asked)
)
select e.series, e.indicator, e.moment, max(b.break_year) as break_year
from every e
left join broken b on b.series = e.series and b.break_year <= e.moment
group by e.series, e.indicator, e.moment;
