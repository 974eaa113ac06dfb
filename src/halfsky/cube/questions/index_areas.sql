-- What do the scores make of each domain and of the whole, area by area? Asked where several areas are judged; of one alone
-- the same is worked out by method/appraisal/composite.average.
create table index_domain as
select
    s.area, s.at_year, s.domain, coalesce(w.weight, 1000) as weight,
    cast(round_div(
        sum(s.score * s.weight) filter (where s.score is not null and s.weight > 0),
        sum(s.weight) filter (where s.score is not null and s.weight > 0)
    ) as bigint) as value,
    count(*) filter (where s.score is not null and s.weight > 0) as scored,
    count(*) as items
from index_score s
left join index_weight w on w.name = s.domain
group by s.area, s.at_year, s.domain, w.weight;

create table index_overall as
select area, at_year, cast(round_div(sum(value * weight), sum(weight)) as bigint) as value, count(*) as domains
from index_domain
where value is not null and weight > 0
group by area, at_year;
