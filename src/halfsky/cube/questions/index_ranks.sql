-- Which rank has each area by its index, and how far do the ranks move when one domain's weight moves?
-- The rule is method/appraisal/composite.ranks: equal areas share a rank.
with scenario as (
    select '' as moved, 0 as change
    union all
    select distinct d.domain, r.percent from index_domain d cross join index_run r
    union all
    select distinct d.domain, -r.percent from index_domain d cross join index_run r
),
weighed as (
    select
        s.moved, s.change, d.area, d.value,
        d.weight * (100 + case when d.domain = s.moved then s.change else 0 end) as weight
    from index_domain d
    cross join scenario s
    cross join index_run r
    where d.at_year = r.year and d.value is not null and d.weight > 0
),
overall as (
    select moved, change, area, round_div(sum(value * weight), sum(weight)) as value
    from weighed
    group by moved, change, area
),
placed as (
    select moved, area, rank() over (partition by moved, change order by value desc) as place
    from overall
    where value is not null
)
select
    area, max(place) filter (where moved = '') as place, min(place) as best, max(place) as worst
from placed
group by area
order by area;
