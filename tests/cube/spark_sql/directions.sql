-- makes direction_judged
WITH second AS (
  SELECT
    *
  FROM standing
  WHERE
    series % 1000000000000 IN (
      SELECT
        second_cell
      FROM tracks
    )
), paired AS (
  SELECT
    t.code,
    t.direction,
    t.subject,
    t.first_indicator,
    t.better,
    t.matched_on,
    t.grain,
    t.bound,
    t.rare,
    t.second_cell,
    p.area,
    f.value,
    f.year,
    f.carried,
    f.numerator,
    f.denominator,
    f.why,
    f.base_moment,
    f.base_value,
    f.prior_value,
    f.no_base,
    f.was_value,
    f.was_year,
    f.was_numerator,
    f.was_why,
    f.was_base_moment,
    f.was_base_value,
    f.was_prior_value,
    f.was_no_base,
    s.value AS value_2,
    s.year AS year_2,
    s.carried AS carried_2,
    s.numerator AS numerator_2,
    s.why AS why_2,
    s.base_moment AS base_moment_2,
    s.base_value AS base_value_2,
    s.prior_value AS prior_value_2,
    s.no_base AS no_base_2,
    s.was_value AS was_value_2,
    s.was_year AS was_year_2,
    s.was_numerator AS was_numerator_2,
    s.was_why AS was_why_2,
    s.was_base_moment AS was_base_moment_2,
    s.was_base_value AS was_base_value_2,
    s.was_prior_value AS was_prior_value_2,
    s.was_no_base AS was_no_base_2
  FROM tracks AS t
  CROSS JOIN place AS p
  LEFT JOIN standing AS f
    ON f.series = p.start + t.first_cell
  LEFT JOIN second AS s
    ON s.series = p.start + t.second_cell
  WHERE
    t.kind = 'directional'
), yearly AS (
  SELECT
    code,
    direction,
    subject,
    first_indicator,
    better,
    matched_on,
    grain,
    bound,
    rare,
    second_cell,
    area,
    2024 AS at_year,
    value,
    year,
    carried,
    numerator,
    denominator,
    why,
    base_moment,
    base_value,
    prior_value,
    no_base,
    value_2,
    year_2,
    carried_2,
    numerator_2,
    why_2,
    base_moment_2,
    base_value_2,
    prior_value_2,
    no_base_2
  FROM paired
  UNION ALL
  SELECT
    code,
    direction,
    subject,
    first_indicator,
    better,
    matched_on,
    grain,
    bound,
    rare,
    second_cell,
    area,
    2024 - 1,
    was_value,
    was_year,
    FALSE,
    was_numerator,
    NULL,
    was_why,
    was_base_moment,
    was_base_value,
    was_prior_value,
    was_no_base,
    was_value_2,
    was_year_2,
    FALSE,
    was_numerator_2,
    was_why_2,
    was_base_moment_2,
    was_base_value_2,
    was_prior_value_2,
    was_no_base_2
  FROM paired
  WHERE
    1 = 1 OR area = 0
), known AS (
  SELECT
    code,
    direction,
    subject,
    first_indicator AS indicator,
    better,
    matched_on,
    grain,
    bound,
    NOT second_cell IS NULL AS two_sided,
    area,
    at_year,
    value AS first_value,
    year AS first_year,
    carried AS first_carried,
    numerator,
    denominator,
    value_2 AS second_value,
    year_2 AS second_year,
    carried_2 AS second_carried,
    rare AND numerator + numerator_2 < 10000000 AS few,
    CASE
      WHEN NOT value IS NULL
      THEN why_2
      WHEN NOT value_2 IS NULL OR why_2 IS NULL
      THEN why
      WHEN (
        CASE why_2 WHEN 'not_applicable' THEN 3 WHEN 'period_not_come' THEN 2 ELSE 1 END
      ) < (
        CASE why WHEN 'not_applicable' THEN 3 WHEN 'period_not_come' THEN 2 ELSE 1 END
      )
      THEN why_2
      ELSE why
    END AS why,
    CASE WHEN second_cell IS NULL THEN value ELSE value - value_2 END AS now_raw,
    CASE WHEN second_cell IS NULL THEN base_value ELSE base_value - base_value_2 END AS base_raw,
    CASE WHEN second_cell IS NULL THEN prior_value ELSE prior_value - prior_value_2 END AS prior_raw,
    GREATEST(COALESCE(base_moment, 2020), COALESCE(base_moment_2, 2020)) AS base_from,
    CASE WHEN no_base_2 = 'series_break' THEN no_base_2 ELSE no_base END AS no_base
  FROM yearly
), measured AS (
  SELECT
    *,
    (
      CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(now_raw) ELSE now_raw END
    ) AS now_size,
    (
      CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(base_raw) ELSE base_raw END
    ) AS base_size,
    (
      CASE
        WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match'
        THEN ABS(prior_raw)
        ELSE prior_raw
      END
    ) AS prior_size
  FROM known
), rounded AS (
  SELECT
    *,
    (
      CASE
        WHEN now_size BETWEEN -2000000000000000000 AND 2000000000000000000 AND grain <= 2000000000000000000
        THEN CAST((
          CAST(now_size AS BIGINT) * 2 + CASE WHEN now_size < 0 THEN -CAST(grain AS BIGINT) ELSE CAST(grain AS BIGINT) END
        ) DIV NULLIF(CAST(grain AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST(now_size AS DECIMAL(38, 0)) * 2 + CASE WHEN now_size < 0 THEN -grain ELSE grain END
        ) DIV NULLIF(CAST(grain AS DECIMAL(38, 0)) * 2, 0)
      END
    ) AS now_value,
    (
      CASE
        WHEN base_size BETWEEN -2000000000000000000 AND 2000000000000000000 AND grain <= 2000000000000000000
        THEN CAST((
          CAST(base_size AS BIGINT) * 2 + CASE WHEN base_size < 0 THEN -CAST(grain AS BIGINT) ELSE CAST(grain AS BIGINT) END
        ) DIV NULLIF(CAST(grain AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST(base_size AS DECIMAL(38, 0)) * 2 + CASE WHEN base_size < 0 THEN -grain ELSE grain END
        ) DIV NULLIF(CAST(grain AS DECIMAL(38, 0)) * 2, 0)
      END
    ) AS base_value,
    (
      CASE
        WHEN prior_size BETWEEN -2000000000000000000 AND 2000000000000000000 AND grain <= 2000000000000000000
        THEN CAST((
          CAST(prior_size AS BIGINT) * 2 + CASE WHEN prior_size < 0 THEN -CAST(grain AS BIGINT) ELSE CAST(grain AS BIGINT) END
        ) DIV NULLIF(CAST(grain AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST(prior_size AS DECIMAL(38, 0)) * 2 + CASE WHEN prior_size < 0 THEN -grain ELSE grain END
        ) DIV NULLIF(CAST(grain AS DECIMAL(38, 0)) * 2, 0)
      END
    ) AS prior_value,
    at_year - base_from AS since
  FROM measured
)
SELECT
  code,
  direction,
  subject,
  better,
  grain,
  two_sided,
  area,
  at_year,
  first_value,
  first_year,
  first_carried,
  numerator,
  denominator,
  second_value,
  second_year,
  second_carried,
  now_raw,
  base_raw,
  prior_raw,
  now_value,
  base_value,
  base_from,
  CASE
    WHEN indicator IS NULL
    THEN 'no_indicator'
    WHEN NOT two_sided AND (
      subject <> 'value' OR direction = 'match'
    )
    THEN 'no_comparator'
    WHEN now_raw IS NULL
    THEN why
    WHEN few
    THEN 'too_few_cases'
    WHEN direction = 'match'
    THEN CASE
      WHEN matched_on <> 'down' AND now_value >= 0
      THEN 'matched'
      WHEN matched_on = 'down' AND now_value <= 0
      THEN 'matched'
      WHEN ABS(now_value) < ABS(base_value)
      THEN 'closing'
      ELSE 'behind'
    END
    WHEN since <= 0
    THEN 'base_year'
    WHEN base_value IS NULL
    THEN no_base
    WHEN direction = 'curb'
    THEN CASE
      WHEN now_value <= base_value
      THEN 'not_rising'
      WHEN prior_value IS NULL OR base_from <> 2020
      THEN 'no_earlier_pace'
      WHEN (
        now_value - base_value
      ) * 5 < (
        base_value - prior_value
      ) * since
      THEN 'curbed'
      WHEN (
        now_value - base_value
      ) * 5 = (
        base_value - prior_value
      ) * since
      THEN 'same_pace'
      ELSE 'not_curbed'
    END
    WHEN direction = 'narrow'
    THEN CASE
      WHEN ABS(now_value) < ABS(base_value)
      THEN 'narrowed'
      WHEN now_value = 0
      THEN 'no_gap'
      WHEN ABS(now_value) = ABS(base_value)
      THEN 'same'
      ELSE 'widened'
    END
    WHEN direction = 'hold'
    THEN CASE
      WHEN better = 'up' AND now_value >= base_value
      THEN 'kept'
      WHEN better = 'down' AND now_value <= base_value
      THEN 'kept'
      WHEN NOT better IN ('up', 'down')
      AND ABS(now_value - base_value) * grain <= (
        CASE
          WHEN (
            ABS(base_value) * grain * 5
          ) BETWEEN -2000000000000000000 AND 2000000000000000000
          AND 100 <= 2000000000000000000
          THEN CAST((
            CAST((
              ABS(base_value) * grain * 5
            ) AS BIGINT) * 2 + CASE WHEN (
              ABS(base_value) * grain * 5
            ) < 0 THEN -CAST(100 AS BIGINT) ELSE CAST(100 AS BIGINT) END
          ) DIV NULLIF(CAST(100 AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
          ELSE (
            CAST((
              ABS(base_value) * grain * 5
            ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
              ABS(base_value) * grain * 5
            ) < 0 THEN -100 ELSE 100 END
          ) DIV NULLIF(CAST(100 AS DECIMAL(38, 0)) * 2, 0)
        END
      )
      THEN 'kept'
      ELSE 'not_kept'
    END
    WHEN now_value = base_value
    THEN CASE
      WHEN direction = 'up' AND now_value * grain >= bound
      THEN 'at_bound'
      WHEN direction = 'down' AND now_value * grain <= bound
      THEN 'at_bound'
      ELSE 'same'
    END
    WHEN (
      now_value > base_value
    ) = (
      direction = 'up'
    )
    THEN 'better'
    ELSE 'worse'
  END AS reason
FROM rounded;
