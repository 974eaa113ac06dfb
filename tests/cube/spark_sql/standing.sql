-- makes direct
SELECT
  m.series,
  m.moment,
  m.indicator,
  m.break_year,
  f.value,
  f.numerator,
  f.denominator,
  i.small_count,
  i.carry_years,
  i.frequency,
  i.anchor_year,
  COALESCE(i.scale, 1) AS scale,
  NOT i.small_count AND NOT f.value IS NULL AND f.status <> 'I' AS found
FROM moment AS m
JOIN indicator AS i
  ON i.ix = m.indicator
LEFT JOIN figure AS f
  ON f.series = m.series AND f.year = m.moment;
-- makes standing
WITH seen AS (
  SELECT
    m.series,
    m.moment,
    m.indicator,
    m.break_year,
    m.small_count,
    m.carry_years,
    m.frequency,
    m.anchor_year,
    m.scale,
    o.year,
    o.value,
    o.numerator,
    o.denominator,
    o.status,
    o.reason
  FROM direct AS m
  LEFT JOIN figure AS o
    ON o.series = m.series AND o.year <= m.moment AND o.year >= m.moment - GREATEST(m.carry_years, 20)
  WHERE
    NOT m.found
), marked AS (
  SELECT
    *,
    year = moment AS own,
    NOT value IS NULL AND status <> 'I' AND year < moment AS earlier,
    status <> 'I'
    AND NOT numerator IS NULL
    AND denominator > 0
    AND year > moment - 5
    AND year >= COALESCE(break_year, year) AS usable
  FROM seen
), gathered AS (
  SELECT
    series,
    moment,
    indicator,
    small_count,
    frequency,
    anchor_year,
    scale,
    break_year,
    MAX(value) FILTER(WHERE
      own) AS own_value,
    MAX(status) FILTER(WHERE
      own) AS own_status,
    MAX(reason) FILTER(WHERE
      own) AS own_reason,
    MAX(year) FILTER(WHERE
      earlier AND year >= moment - 20) AS real_year,
    MAX(year) FILTER(WHERE
      earlier AND year >= moment - carry_years) AS carry_year,
    COUNT(*) FILTER(WHERE
      own AND usable) AS reported,
    COUNT(*) FILTER(WHERE
      usable) AS pooled_years,
    MIN(year) FILTER(WHERE
      usable) AS pooled_from,
    MAX(year) FILTER(WHERE
      usable) AS pooled_to,
    CAST(SUM(numerator) FILTER(WHERE
      usable) AS BIGINT) AS events,
    CAST(SUM(denominator) FILTER(WHERE
      usable) AS BIGINT) AS exposure
  FROM marked
  GROUP BY ALL
), chosen AS (
  SELECT
    *,
    COALESCE(own_status = 'M' OR own_reason = 'not_applicable', FALSE) AS cannot_exist,
    CASE
      WHEN small_count
      THEN NULL
      WHEN NOT own_value IS NULL
      THEN moment
      WHEN COALESCE(own_status = 'M' OR own_reason = 'not_applicable', FALSE)
      THEN NULL
      ELSE carry_year
    END AS source_year
  FROM gathered
), valued AS (
  SELECT
    c.*,
    small_count AND pooled_years >= 3 AND (
      reported > 0 OR cannot_exist
    ) AS pooled,
    f.value AS source_value,
    f.numerator AS source_numerator,
    f.denominator AS source_denominator
  FROM chosen AS c
  LEFT JOIN figure AS f
    ON f.series = c.series AND f.year = c.source_year
)
SELECT
  series,
  moment,
  indicator,
  break_year,
  CASE
    WHEN pooled
    THEN CAST((
      (
        CAST((
          CAST(events AS DECIMAL(38, 0)) * scale * 1000000
        ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
          CAST(events AS DECIMAL(38, 0)) * scale * 1000000
        ) < 0 THEN -exposure ELSE exposure END
      ) DIV NULLIF(exposure * 2, 0)
    ) AS BIGINT)
    ELSE source_value
  END AS value,
  CASE WHEN pooled THEN events ELSE source_numerator END AS numerator,
  CASE WHEN pooled THEN exposure ELSE source_denominator END AS denominator,
  CASE
    WHEN pooled
    THEN pooled_to
    WHEN own_status = 'I' AND source_year = moment
    THEN COALESCE(real_year, moment)
    ELSE source_year
  END AS year,
  COALESCE(NOT pooled AND NOT source_year IS NULL AND (
    source_year < moment OR own_status = 'I'
  ), FALSE) AS carried,
  CASE WHEN pooled THEN pooled_from END AS pooled_from,
  CASE WHEN pooled THEN pooled_years ELSE 0 END AS pooled_years,
  CASE
    WHEN pooled OR NOT source_year IS NULL
    THEN ''
    WHEN small_count AND reported = 0 AND NOT cannot_exist AND NOT own_value IS NULL
    THEN 'no_data'
    WHEN small_count AND reported > 0
    THEN 'no_data'
    WHEN cannot_exist
    THEN 'not_monitorable'
    WHEN own_reason = 'not_due' OR (
      moment - anchor_year
    ) % NULLIF(GREATEST(frequency, 1), 0) <> 0
    THEN 'not_due'
    ELSE 'no_data'
  END AS missing,
  CASE
    WHEN pooled OR NOT source_year IS NULL
    THEN ''
    WHEN small_count AND reported = 0 AND NOT cannot_exist AND NOT own_value IS NULL
    THEN 'no_counts'
    WHEN small_count AND reported > 0
    THEN 'too_few_years'
    WHEN cannot_exist
    THEN 'not_applicable'
    WHEN own_reason = 'not_due' OR (
      moment - anchor_year
    ) % NULLIF(GREATEST(frequency, 1), 0) <> 0
    THEN 'period_not_come'
    ELSE COALESCE(NULLIF(own_reason, ''), 'not_reported')
  END AS why
FROM valued
UNION ALL
SELECT
  series,
  moment,
  indicator,
  break_year,
  value,
  numerator,
  denominator,
  moment,
  FALSE,
  NULL,
  0,
  '',
  ''
FROM direct
WHERE
  found;
