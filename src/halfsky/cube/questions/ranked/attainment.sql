-- How do areas of one level stand beside each other by the share of goals met? Equal rates share a rank.
select
    year, demo, area_level, domain, rank() over (partition by area_level, domain order by rate desc) as rank,
    count(*) over (partition by area_level, domain) as of_areas, area, area_zh, area_en, rate, n_judged,
    n_met_early + n_met as n_met, n_not_met
from results
where kind = 'attainment' and counted = 'goals' and rate is not null
order by area_level, domain, rank, area;
