-- What figures are there? Each series is named by one number, so that no join compares texts.
create temp table figure as
select cell_id // 10000 as series, year, value, numerator, denominator, status, reason
from observations;
