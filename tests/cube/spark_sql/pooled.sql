-- makes pooled
WITH seen AS (
  SELECT
    f.series,
    p.place,
    f.year,
    f.numerator,
    f.denominator,
    NOT f.value IS NULL AS valued,
    CASE p.place WHEN 0 THEN 2024 WHEN 1 THEN 2024 - 1 WHEN 2 THEN f.base_year ELSE f.base_year - 5 END AS moment,
    f.status <> 'I' AND NOT f.numerator IS NULL AND f.denominator > 0 AS counted,
    f.status = 'M' OR f.reason = 'not_applicable' AS closed,
    f.status = 'B' AS broken
  FROM figure AS f
  CROSS JOIN (
    SELECT
      0 AS place
    UNION ALL
    SELECT
      1
    UNION ALL
    SELECT
      2
    UNION ALL
    SELECT
      3
  ) AS p
  WHERE
    f.small_count
), breaks AS (
  SELECT
    series,
    place,
    MAX(year) AS break_year
  FROM seen
  WHERE
    broken AND year <= moment
  GROUP BY
    series,
    place
), marked AS (
  SELECT
    s.*,
    s.year = s.moment AS own,
    s.counted AND s.year >= COALESCE(b.break_year, s.year) AS inside
  FROM seen AS s
  LEFT JOIN breaks AS b
    ON b.series = s.series AND b.place = s.place
  WHERE
    s.year <= s.moment AND s.year > s.moment - 5
), summed AS (
  SELECT
    series,
    place,
    COUNT(*) FILTER(WHERE
      own AND counted) > 0 AS reported,
    COUNT(*) FILTER(WHERE
      own AND closed) > 0 AS closed,
    COUNT(*) FILTER(WHERE
      own AND valued) > 0 AS valued,
    COUNT(*) FILTER(WHERE
      inside) AS years,
    MIN(year) FILTER(WHERE
      inside) AS first_year,
    MAX(year) FILTER(WHERE
      inside) AS last_year,
    CAST(SUM(numerator) FILTER(WHERE
      inside) AS BIGINT) AS events,
    CAST(SUM(denominator) FILTER(WHERE
      inside) AS BIGINT) AS exposure
  FROM marked
  GROUP BY
    series,
    place
), scaled AS (
  SELECT
    s.*,
    CAST(s.events AS DECIMAL(38, 0)) * k.scale * 1000000 AS cases
  FROM summed AS s
  JOIN asked AS k
    ON k.cell = s.series % 1000000000000
), rated AS (
  SELECT
    *,
    years >= 3 AND (
      reported OR closed
    ) AS enough,
    CASE
      WHEN years >= 3 AND (
        reported OR closed
      )
      THEN ''
      WHEN reported
      THEN 'too_few_years'
      WHEN valued AND NOT closed
      THEN 'no_counts'
    END AS why,
    CAST((
      CASE
        WHEN cases BETWEEN -2000000000000000000 AND 2000000000000000000 AND exposure <= 2000000000000000000
        THEN CAST((
          CAST(cases AS BIGINT) * 2 + CASE WHEN cases < 0 THEN -CAST(exposure AS BIGINT) ELSE CAST(exposure AS BIGINT) END
        ) DIV NULLIF(CAST(exposure AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST(cases AS DECIMAL(38, 0)) * 2 + CASE WHEN cases < 0 THEN -exposure ELSE exposure END
        ) DIV NULLIF(CAST(exposure AS DECIMAL(38, 0)) * 2, 0)
      END
    ) AS BIGINT) AS rate
  FROM scaled
)
SELECT
  series,
  MAX(rate) FILTER(WHERE
    place = 0 AND enough) AS rate,
  MAX(events) FILTER(WHERE
    place = 0 AND enough) AS events,
  MAX(exposure) FILTER(WHERE
    place = 0 AND enough) AS exposure,
  MAX(first_year) FILTER(WHERE
    place = 0 AND enough) AS pooled_from,
  MAX(last_year) FILTER(WHERE
    place = 0 AND enough) AS pooled_to,
  MAX(years) FILTER(WHERE
    place = 0 AND enough) AS pooled_years,
  MAX(why) FILTER(WHERE
    place = 0) AS why,
  MAX(rate) FILTER(WHERE
    place = 1 AND enough) AS was_rate,
  MAX(events) FILTER(WHERE
    place = 1 AND enough) AS was_events,
  MAX(last_year) FILTER(WHERE
    place = 1 AND enough) AS was_pooled_to,
  MAX(why) FILTER(WHERE
    place = 1) AS was_why,
  MAX(rate) FILTER(WHERE
    place = 2 AND enough) AS base_rate,
  MAX(rate) FILTER(WHERE
    place = 3 AND enough) AS prior_rate
FROM rated
GROUP BY
  series;
