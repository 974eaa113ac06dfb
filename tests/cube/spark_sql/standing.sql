-- makes standing
WITH chosen AS (
  SELECT
    series,
    MAX_BY(CASE WHEN stands THEN value END, year) FILTER(WHERE
      NOT CASE WHEN stands THEN value END IS NULL) AS value,
    MAX_BY(CASE WHEN stands THEN numerator END, year) FILTER(WHERE
      NOT CASE WHEN stands THEN numerator END IS NULL) AS numerator,
    MAX_BY(CASE WHEN stands THEN denominator END, year) FILTER(WHERE
      NOT CASE WHEN stands THEN denominator END IS NULL) AS denominator,
    MAX(CASE WHEN stands THEN year END) AS year,
    MAX_BY(CASE WHEN stood THEN value END, year) FILTER(WHERE
      NOT CASE WHEN stood THEN value END IS NULL) AS was_value,
    MAX(CASE WHEN stood THEN year END) AS was_year,
    MAX_BY(CASE WHEN based THEN value END, year) FILTER(WHERE
      NOT CASE WHEN based THEN value END IS NULL) AS base_value,
    MAX_BY(CASE WHEN before THEN value END, year) FILTER(WHERE
      NOT CASE WHEN before THEN value END IS NULL) AS prior_value
  FROM (
    SELECT
      series,
      year,
      value,
      COALESCE(numerator, -9223372036854775808) AS numerator,
      COALESCE(denominator, -9223372036854775808) AS denominator,
      year + lent >= 2024 AS stands,
      year < 2024 AND year + lent >= 2024 - 1 AS stood,
      year <= base_year AND year + lent >= base_year AS based,
      year <= base_year - 5 AND year + lent >= base_year - 5 AS before
    FROM figure
    UNION ALL
    SELECT
      a.start + k.cell,
      0,
      NULL,
      NULL,
      NULL,
      FALSE,
      FALSE,
      FALSE,
      FALSE
    FROM asked AS k
    CROSS JOIN place AS a
    WHERE
      k.followed
  ) AS f
  GROUP BY
    series
), noted AS (
  SELECT
    series,
    MAX(reason) FILTER(WHERE
      year = 2024) AS reason,
    MAX(reason) FILTER(WHERE
      year = 2024 - 1) AS was_reason,
    MAX(reason) FILTER(WHERE
      year = base_year) AS base_reason,
    MAX(reason) FILTER(WHERE
      year = base_year - 5) AS prior_reason,
    MAX(year) FILTER(WHERE
      status = 'B') AS break_year,
    MAX_BY(value, year) FILTER(WHERE
      status = 'B' AND NOT value IS NULL) AS break_value,
    MAX(year) FILTER(WHERE
      status = 'B' AND year < 2024) AS was_break_year,
    MAX_BY(value, year) FILTER(WHERE
      (
        status = 'B' AND year < 2024
      ) AND NOT value IS NULL) AS was_break_value
  FROM (
    SELECT
      series,
      year,
      base_year,
      value,
      status,
      CASE WHEN value IS NULL AND status = 'M' THEN 'not_applicable' ELSE reason END AS reason
    FROM figure
    WHERE
      value IS NULL OR status = 'B'
  ) AS n
  GROUP BY
    series
), found AS (
  SELECT
    c.series,
    k.indicator,
    k.breakdown,
    k.base_year,
    k.followed,
    n.break_year,
    n.was_break_year,
    p.pooled_from,
    p.pooled_years,
    CASE WHEN k.small_count THEN p.rate WHEN n.reason = 'not_applicable' THEN NULL ELSE c.value END AS value,
    CASE WHEN k.small_count THEN p.events ELSE NULLIF(c.numerator, -9223372036854775808) END AS numerator,
    CASE WHEN k.small_count THEN p.exposure ELSE NULLIF(c.denominator, -9223372036854775808) END AS denominator,
    CASE WHEN k.small_count THEN p.pooled_to ELSE COALESCE(o.year, c.year) END AS year,
    NOT k.small_count AND (
      NOT o.series IS NULL OR c.year < 2024
    ) AS carried,
    CASE
      WHEN k.small_count AND NOT p.why IS NULL
      THEN p.why
      ELSE (
        CASE
          WHEN n.reason = 'not_applicable'
          THEN n.reason
          WHEN n.reason = 'not_due' OR (
            2024 - k.anchor_year
          ) % NULLIF(GREATEST(k.frequency, 1), 0) <> 0
          THEN 'period_not_come'
          ELSE COALESCE(NULLIF(n.reason, ''), 'not_reported')
        END
      )
    END AS why,
    CASE WHEN k.small_count THEN p.was_rate WHEN n.was_reason = 'not_applicable' THEN NULL ELSE c.was_value END AS was_value,
    p.was_events AS was_numerator,
    CASE WHEN k.small_count THEN p.was_pooled_to ELSE COALESCE(w.year, c.was_year) END AS was_year,
    CASE
      WHEN k.small_count AND NOT p.was_why IS NULL
      THEN p.was_why
      ELSE (
        CASE
          WHEN n.was_reason = 'not_applicable'
          THEN n.was_reason
          WHEN n.was_reason = 'not_due' OR (
            (
              2024 - 1
            ) - k.anchor_year
          ) % NULLIF(GREATEST(k.frequency, 1), 0) <> 0
          THEN 'period_not_come'
          ELSE COALESCE(NULLIF(n.was_reason, ''), 'not_reported')
        END
      )
    END AS was_why,
    CASE WHEN k.small_count THEN p.base_rate WHEN n.base_reason = 'not_applicable' THEN NULL ELSE c.base_value END AS base_value,
    CASE WHEN k.small_count THEN p.prior_rate WHEN n.prior_reason = 'not_applicable' THEN NULL ELSE c.prior_value END AS prior_value,
    CASE WHEN k.small_count THEN NULL ELSE n.break_value END AS break_value,
    CASE WHEN k.small_count THEN NULL ELSE n.was_break_value END AS was_break_value
  FROM chosen AS c
  JOIN asked AS k
    ON k.cell = c.series % 1000000000000
  LEFT JOIN noted AS n
    ON n.series = c.series
  LEFT JOIN pooled AS p
    ON p.series = c.series
  LEFT JOIN origin AS o
    ON o.series = c.series AND o.copied_year = 2024
  LEFT JOIN origin AS w
    ON w.series = c.series AND w.copied_year = 2024 - 1
), compared AS (
  SELECT
    *,
    CASE
      WHEN base_year <= 2024
      THEN CASE
        WHEN break_year IS NULL OR break_year <= base_year
        THEN base_year
        WHEN NOT value IS NULL AND year > break_year
        THEN break_year
      END
    END AS base_moment,
    CASE
      WHEN base_year < 2024
      THEN CASE
        WHEN was_break_year IS NULL OR was_break_year <= base_year
        THEN base_year
        WHEN NOT was_value IS NULL AND was_year > was_break_year
        THEN was_break_year
      END
    END AS was_base_moment
  FROM found
)
SELECT
  series,
  series DIV 1000000000000 AS area,
  indicator,
  breakdown,
  base_year,
  followed,
  value,
  break_year,
  CASE WHEN NOT value IS NULL THEN numerator END AS numerator,
  CASE WHEN NOT value IS NULL THEN denominator END AS denominator,
  CASE WHEN NOT value IS NULL THEN year END AS year,
  COALESCE(NOT value IS NULL AND carried, FALSE) AS carried,
  CASE WHEN NOT value IS NULL THEN '' ELSE why END AS why,
  pooled_from,
  COALESCE(pooled_years, 0) AS pooled_years,
  base_moment,
  CASE WHEN base_moment = base_year THEN base_value WHEN base_moment = break_year THEN break_value END AS base_value,
  CASE WHEN break_year > base_year - 5 THEN NULL ELSE prior_value END AS prior_value,
  (
    CASE WHEN base_moment IS NULL AND base_year <= 2024 THEN 'series_break' ELSE 'no_base' END
  ) AS no_base,
  was_value,
  CASE WHEN NOT was_value IS NULL THEN was_numerator END AS was_numerator,
  CASE WHEN NOT was_value IS NULL THEN was_year END AS was_year,
  CASE WHEN NOT was_value IS NULL THEN '' ELSE was_why END AS was_why,
  was_base_moment,
  CASE
    WHEN was_base_moment = base_year
    THEN base_value
    WHEN was_base_moment = was_break_year
    THEN was_break_value
  END AS was_base_value,
  CASE WHEN was_break_year > base_year - 5 THEN NULL ELSE prior_value END AS was_prior_value,
  (
    CASE WHEN was_base_moment IS NULL AND base_year <= (
      2024 - 1
    ) THEN 'series_break' ELSE 'no_base' END
  ) AS was_no_base
FROM compared;
