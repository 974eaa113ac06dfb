-- How is the share of goals and indicators met spread across the areas of one level, in each domain and in all?
select
    any_value(year) as year, any_value(demo) as demo, area_level, domain, counted, count(rate) as areas, min(rate) as lowest,
    quantile_cont(rate, 0.1) as q10, quantile_cont(rate, 0.25) as q25, quantile_cont(rate, 0.5) as q50,
    quantile_cont(rate, 0.75) as q75, quantile_cont(rate, 0.9) as q90, max(rate) as highest
from results
where kind = 'attainment'
group by area_level, domain, counted
order by area_level, domain, counted;
