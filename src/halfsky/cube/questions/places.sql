-- Which areas are judged, and of which years? "start" is the cell id that the area's own begin at.
create table place as
select ix as area, code, ix * 1000000000000 as start
from area
where judged and ix >= :first_area and ix <= :last_area;

create table judged_year as
select :year as at_year
union all
select :year - 1;
