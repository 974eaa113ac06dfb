-- How are the areas of one level spread on each track, and in how many is it met?
select
    any_value(year) as year, any_value(demo) as demo, area_level, track, any_value(domain) as domain,
    any_value(indicator) as indicator, any_value(breakdown) as breakdown, any_value(title_zh) as title_zh,
    any_value(title_en) as title_en, count(*) as areas, count(value) as with_value, min(value) as lowest,
    quantile_cont(value, 0.1) as q10, quantile_cont(value, 0.25) as q25, quantile_cont(value, 0.5) as q50,
    quantile_cont(value, 0.75) as q75, quantile_cont(value, 0.9) as q90, max(value) as highest,
    count(*) filter (where state in ('met_early', 'met', 'expected', 'hard', 'not_met')) as judged,
    count(*) filter (where state in ('met_early', 'met')) as met,
    round(100.0 * count(*) filter (where state in ('met_early', 'met'))
        / nullif(count(*) filter (where state in ('met_early', 'met', 'expected', 'hard', 'not_met')), 0), 2) as share_met,
    quantile_cont(p_met, 0.5) as p_met_q50, count(*) filter (where warning = 'red') as red,
    count(*) filter (where warning = 'orange') as orange, count(*) filter (where warning = 'yellow') as yellow,
    count(*) filter (where warning = 'blue') as blue
from results
where kind = 'track'
group by area_level, track
order by area_level, track;
