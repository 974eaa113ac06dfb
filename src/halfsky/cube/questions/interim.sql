-- The judgement of each target: a year before the target year by the outlook's probability, and by pace where there
-- is none. The rule is method/appraisal/judgement.py.
create table target_judged as
with chances as (
    select f.source as code, c.area, c.at_year, c.p
    from chance c
    join followed f on f.no = c.no
    where f.what = 'target'
)
select
    t.*, c.p,
    case
        when c.p is null or t.paced_reason not in ('on_pace', 'behind_pace', 'no_base_for_pace') then t.paced_reason
        when c.p >= :watch then 'likely'
        else 'unlikely'
    end as reason
from target_paced t
left join chances c on c.code = t.code and c.area = t.area and c.at_year = t.at_year;
