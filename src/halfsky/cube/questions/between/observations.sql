-- The figures that are not the same in two releases. The tables of the earlier one begin with old_, of the later one
-- with new_. Each release numbers its codes itself, so both are numbered once more together and cells are joined on
-- integers. A figure counts as changed when its value, counts or reason differ, else by its status, else by its words.
with area as (
    select code, row_number() over (order by code) as id
    from (select code from old_area union select code from new_area)
), indicator as (
    select code, row_number() over (order by code) as id
    from (select code from old_indicator union select code from new_indicator)
), breakdown as (
    select key, row_number() over (order by key) as id
    from (select key from old_breakdown union select key from new_breakdown)
), old_cell as (
    select area.id as area, indicator.id as indicator, breakdown.id as breakdown, o.year, o.value, o.numerator,
        o.denominator, o.status, o.reason, o.note, o.source_body, o.signer
    from old_observations o
    join old_area a on a.ix = o.area join area on area.code = a.code
    join old_indicator i on i.ix = o.indicator join indicator on indicator.code = i.code
    join old_breakdown b on b.ix = o.breakdown join breakdown on breakdown.key = b.key
), new_cell as (
    select area.id as area, indicator.id as indicator, breakdown.id as breakdown, o.year, o.value, o.numerator,
        o.denominator, o.status, o.reason, o.note, o.source_body, o.signer
    from new_observations o
    join new_area a on a.ix = o.area join area on area.code = a.code
    join new_indicator i on i.ix = o.indicator join indicator on indicator.code = i.code
    join new_breakdown b on b.ix = o.breakdown join breakdown on breakdown.key = b.key
), beside as (
    select coalesce(o.area, n.area) as area, coalesce(o.indicator, n.indicator) as indicator,
        coalesce(o.breakdown, n.breakdown) as breakdown, coalesce(o.year, n.year) as year,
        case
            when o.year is null then 'added'
            when n.year is null then 'removed'
            when o.value is distinct from n.value or o.numerator is distinct from n.numerator
                or o.denominator is distinct from n.denominator or o.reason <> n.reason then 'changed'
            when o.status <> n.status then 'status'
            when o.note <> n.note or o.source_body <> n.source_body or o.signer <> n.signer then 'words'
        end as kind,
        o.value as old_value, o.numerator as old_numerator, o.denominator as old_denominator, o.status as old_status,
        o.reason as old_reason, n.value as new_value, n.numerator as new_numerator, n.denominator as new_denominator,
        n.status as new_status, n.reason as new_reason
    from old_cell o
    full join new_cell n
        on n.area = o.area and n.indicator = o.indicator and n.breakdown = o.breakdown and n.year = o.year
)
select area.code as area, indicator.code as indicator, breakdown.key as breakdown, beside.* exclude (area, indicator, breakdown)
from beside
join area on area.id = beside.area
join indicator on indicator.id = beside.indicator
join breakdown on breakdown.id = beside.breakdown
where beside.kind is not null
order by area.code, indicator.code, breakdown.key, beside.year
