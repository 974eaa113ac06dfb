-- makes based
WITH asked AS (
  SELECT
    base_year
  FROM run
  UNION
  SELECT
    base_year
  FROM targets
), placed AS (
  SELECT
    s.*,
    k.base_year,
    CASE
      WHEN k.base_year > s.moment
      THEN NULL
      WHEN s.break_year IS NULL OR s.break_year <= k.base_year
      THEN k.base_year
      WHEN s.year > s.break_year
      THEN s.break_year
    END AS base_moment
  FROM standing AS s
  JOIN judged_year AS y
    ON y.at_year = s.moment
  CROSS JOIN asked AS k
)
SELECT
  p.*,
  b.value AS base_value,
  CASE WHEN p.break_year > p.base_year - 5 THEN NULL ELSE e.value END AS prior_value,
  l.value AS previous,
  CASE WHEN p.base_moment IS NULL AND p.base_year <= p.moment THEN 'series_break' ELSE 'no_base' END AS no_base
FROM placed AS p
LEFT JOIN standing AS b
  ON b.series = p.series AND b.moment = p.base_moment
LEFT JOIN standing AS e
  ON e.series = p.series AND e.moment = p.base_year - 5
LEFT JOIN standing AS l
  ON l.series = p.series AND l.moment = p.moment - 1;
