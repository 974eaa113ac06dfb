-- makes judged_year
SELECT
  2024 AS at_year
UNION ALL
SELECT
  2024 - 1;
-- makes asked
WITH every AS (
  SELECT
    i.ix AS indicator,
    b.ix AS breakdown,
    2020 AS base_year,
    0 AS followed
  FROM indicator AS i
  CROSS JOIN breakdown AS b
  WHERE
    b.age = '_T' AND (
      b.sex = '_T' OR b.urbanisation = '_T'
    )
  UNION ALL
  SELECT
    indicator,
    breakdown,
    base_year,
    1
  FROM targets
  UNION ALL
  SELECT
    indicator,
    breakdown,
    2020,
    1
  FROM targets
  UNION ALL
  SELECT
    compare_indicator,
    compare_breakdown,
    2020,
    1
  FROM targets
  UNION ALL
  SELECT
    first_indicator,
    first_breakdown,
    2020,
    1
  FROM tracks
  UNION ALL
  SELECT
    second_indicator,
    second_breakdown,
    2020,
    1
  FROM tracks
), once AS (
  SELECT
    indicator,
    breakdown,
    base_year,
    MAX(followed) = 1 AS followed
  FROM every
  WHERE
    NOT indicator IS NULL
  GROUP BY
    indicator,
    breakdown,
    base_year
)
SELECT
  e.*,
  (
    (
      (
        0 * 10000 + e.indicator
      ) * 10000 + e.breakdown
    ) * 10000 + e.base_year
  ) AS cell,
  i.small_count,
  i.carry_years,
  GREATEST(i.frequency, 1) AS frequency,
  i.anchor_year,
  COALESCE(i.scale, 1) AS scale
FROM once AS e
JOIN indicator AS i
  ON i.ix = e.indicator;
