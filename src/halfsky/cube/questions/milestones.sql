-- How far have the milestones come that are due? The rule is method/appraisal/milestone.py.
create table milestone_judged as
with latest as (
    select s.milestone, p.area, y.at_year, arg_max(s.state, s.year) filter (where s.state is not null) as state
    from milestone_states s
    join place p on p.code = s.area
    join judged_year y on y.area = p.area and s.year <= y.at_year
    group by all
),
summed as (
    select
        t.code, p.area, y.at_year,
        count(m.code) as due,
        count(l.state) as reported,
        count(*) filter (where l.state = 'done') as done,
        count(*) filter (where l.state = 'partial') as partial,
        coalesce(sum(m.weight), 0) as weight,
        coalesce(sum(m.weight * case l.state when 'done' then 2 when 'partial' then 1 else 0 end), 0) as twice_done
    from tracks t
    cross join place p
    join judged_year y on y.area = p.area
    left join milestones m on m.track = t.code and m.due_year <= y.at_year
    left join latest l on l.milestone = m.code and l.area = p.area and l.at_year = y.at_year
    where t.kind = 'qualitative'
    group by t.code, p.area, y.at_year
)
select
    *,
    case
        when due = 0 then 'no_milestone_due'
        when reported = 0 then 'nothing_reported'
        when done = due then 'milestones_done'
        when at_year >= :end_year then 'milestones_missed'
        when twice_done >= weight then 'milestones_half'
        else 'milestones_late'
    end as reason
from summed;
