-- How do areas of one level stand beside each other by what they lack to a target? Only the first and last few.
with placed as (
    select
        *, rank() over (partition by area_level, track order by gap_to_target) as rank,
        rank() over (partition by area_level, track order by gap_to_target desc) as from_last,
        count(*) over (partition by area_level, track) as of_areas
    from results
    where kind = 'track' and gap_to_target is not null
)
select
    year, demo, area_level, track, target, domain, indicator, breakdown, title_zh, title_en, rank, of_areas, area, area_zh,
    area_en, value, target_value, gap_to_target, state, p_met, warning
from placed
where rank <= $most or from_last <= $most
order by area_level, track, rank, area;
