-- makes target_paced
WITH compared AS (
  SELECT
    series,
    value,
    why,
    was_value,
    was_why
  FROM standing
  WHERE
    series % 1000000000000 IN (
      SELECT
        compare_cell
      FROM targets
    )
), paired AS (
  SELECT
    t.code,
    t.indicator,
    t.year,
    t.base_year,
    t.tolerance,
    t.sense,
    t.hold,
    t.assigned,
    t.about,
    t.reference,
    t.multiplier,
    t.start,
    t.lowest,
    t.highest,
    p.area,
    s.value,
    s.numerator,
    s.denominator,
    s.year AS value_year,
    s.carried,
    s.why,
    s.base_moment,
    s.base_value,
    s.no_base,
    s.was_value,
    s.was_numerator,
    s.was_year,
    s.was_why,
    s.was_base_moment,
    s.was_base_value,
    s.was_no_base,
    c.value AS compare_value,
    c.why AS compare_why,
    c.was_value AS was_compare_value,
    c.was_why AS was_compare_why
  FROM targets AS t
  CROSS JOIN place AS p
  LEFT JOIN standing AS s
    ON s.series = p.start + t.cell
  LEFT JOIN compared AS c
    ON c.series = p.start + t.compare_cell
), known AS (
  SELECT
    code,
    indicator,
    year,
    base_year,
    tolerance,
    sense,
    hold,
    assigned,
    about,
    reference,
    area,
    multiplier,
    start,
    lowest,
    highest,
    2024 AS at_year,
    value AS found,
    numerator,
    denominator,
    value_year AS year_of_value,
    carried,
    why,
    base_moment,
    base_value,
    no_base,
    compare_value,
    compare_why
  FROM paired
  UNION ALL
  SELECT
    code,
    indicator,
    year,
    base_year,
    tolerance,
    sense,
    hold,
    assigned,
    about,
    reference,
    area,
    multiplier,
    start,
    lowest,
    highest,
    2024 - 1,
    was_value,
    was_numerator,
    NULL,
    was_year,
    FALSE,
    was_why,
    was_base_moment,
    was_base_value,
    was_no_base,
    was_compare_value,
    was_compare_why
  FROM paired
  WHERE
    1 = 1 OR area = 0
), aimed AS (
  SELECT
    *,
    CAST(multiplier AS DECIMAL(38, 0)) * CASE reference WHEN 'base' THEN base_value WHEN 'compare' THEN compare_value ELSE 0 END AS times,
    GREATEST(year - base_year, 0) AS span,
    LEAST(GREATEST(at_year - base_year, 0), GREATEST(year - base_year, 0)) AS passed
  FROM known
), asking AS (
  SELECT
    *,
    CASE
      WHEN assigned
      THEN (
        CASE
          WHEN times BETWEEN -2000000000000000000 AND 2000000000000000000 AND 1000000000 <= 2000000000000000000
          THEN CAST((
            CAST(times AS BIGINT) * 2 + CASE WHEN times < 0 THEN -CAST(1000000000 AS BIGINT) ELSE CAST(1000000000 AS BIGINT) END
          ) DIV NULLIF(CAST(1000000000 AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
          ELSE (
            CAST(times AS DECIMAL(38, 0)) * 2 + CASE WHEN times < 0 THEN -1000000000 ELSE 1000000000 END
          ) DIV NULLIF(CAST(1000000000 AS DECIMAL(38, 0)) * 2, 0)
        END
      ) + start
    END AS asked_for
  FROM aimed
), reached AS (
  SELECT
    *,
    CASE WHEN asked_for > highest THEN highest WHEN asked_for < lowest THEN lowest ELSE asked_for END AS reach
  FROM asking
), measured AS (
  SELECT
    *,
    (
      CASE sense WHEN 0 THEN ABS(found - reach) ELSE sense * (
        reach - found
      ) END
    ) AS short,
    (
      CASE sense WHEN 0 THEN ABS(base_value - reach) ELSE sense * (
        reach - base_value
      ) END
    ) AS way,
    COALESCE(
      tolerance,
      CASE
        WHEN about
        THEN (
          CASE
            WHEN (
              ABS(reach) * 5
            ) BETWEEN -2000000000000000000 AND 2000000000000000000 AND 100 <= 2000000000000000000
            THEN CAST((
              CAST((
                ABS(reach) * 5
              ) AS BIGINT) * 2 + CASE WHEN (
                ABS(reach) * 5
              ) < 0 THEN -CAST(100 AS BIGINT) ELSE CAST(100 AS BIGINT) END
            ) DIV NULLIF(CAST(100 AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
            ELSE (
              CAST((
                ABS(reach) * 5
              ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
                ABS(reach) * 5
              ) < 0 THEN -100 ELSE 100 END
            ) DIV NULLIF(CAST(100 AS DECIMAL(38, 0)) * 2, 0)
          END
        )
        ELSE 0
      END
    ) AS slack
  FROM reached
)
SELECT
  code,
  indicator,
  year,
  base_year,
  sense,
  hold,
  area,
  at_year,
  found,
  numerator,
  denominator,
  year_of_value,
  carried,
  base_moment,
  base_value,
  compare_value,
  compare_why,
  span,
  passed,
  reach,
  short,
  way,
  slack,
  CASE
    WHEN NOT assigned
    THEN 'target_not_assigned'
    WHEN indicator IS NULL
    THEN 'no_indicator'
    WHEN found IS NULL
    THEN why
    WHEN reference = 'compare' AND compare_value IS NULL
    THEN 'no_comparator'
    WHEN reference = 'base' AND base_value IS NULL
    THEN no_base
    WHEN hold
    THEN CASE WHEN short <= slack THEN 'held' ELSE 'not_held' END
    WHEN short <= slack
    THEN CASE WHEN at_year < year THEN 'reached_early' ELSE 'reached' END
    WHEN at_year >= year
    THEN 'missed'
    WHEN base_value IS NULL
    THEN 'no_base_for_pace'
    WHEN (
      way - short
    ) * span * 100 >= way * passed * 95
    THEN 'on_pace'
    ELSE 'behind_pace'
  END AS paced_reason
FROM measured;
