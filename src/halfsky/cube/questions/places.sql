-- Which areas are judged? "start" is the cell id that the area's own begin at.
create table place as
select ix as area, code, ix * 1000000000000 as start
from area
where judged and ix >= :first_area and ix <= :last_area;
