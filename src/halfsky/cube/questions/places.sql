-- Which areas are judged, and of which years? "start" is the cell id that the area's own begin at.
create table place as
select ix as area, code, ix * 1000000000000 as start
from area
where judged and ix >= :first_area and ix <= :last_area;

-- Of the year before, only the own area is told, unless ":back" is 1: the outlook sees every area from both years.
create table judged_year as
select area, :year as at_year from place
union all
select area, :year - 1 from place where :back = 1 or area = :home;
