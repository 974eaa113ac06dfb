-- makes asked
WITH every AS (
  SELECT
    (
      i.ix * 10000 + b.ix
    ) * 10000 + 2020 AS cell,
    0 AS followed,
    0 AS curbed
  FROM indicator AS i
  CROSS JOIN breakdown AS b
  WHERE
    1 = 1 AND b.age = '_T' AND (
      b.sex = '_T' OR b.urbanisation = '_T'
    )
  UNION ALL
  SELECT
    cell,
    1,
    0
  FROM targets
  UNION ALL
  SELECT
    cell - base_year + 2020,
    1,
    0
  FROM targets
  UNION ALL
  SELECT
    compare_cell,
    1,
    0
  FROM targets
  UNION ALL
  SELECT
    first_cell,
    1,
    CASE direction WHEN 'curb' THEN 1 ELSE 0 END
  FROM tracks
  UNION ALL
  SELECT
    second_cell,
    1,
    CASE direction WHEN 'curb' THEN 1 ELSE 0 END
  FROM tracks
), once AS (
  SELECT
    cell,
    cell DIV 100000000 AS indicator,
    MAX(followed) = 1 AS followed,
    MAX(curbed) = 1 AS curbed
  FROM every
  WHERE
    NOT cell IS NULL
  GROUP BY
    cell
)
SELECT
  e.cell,
  e.indicator,
  (
    e.cell DIV 10000
  ) % 10000 AS breakdown,
  e.cell % 10000 AS base_year,
  e.followed,
  e.curbed,
  i.small_count,
  i.carry_years,
  i.frequency,
  i.anchor_year,
  COALESCE(i.scale, 1) AS scale,
  i.small_count OR i.carry_years > 0 OR NOT c.indicator IS NULL AS whole
FROM once AS e
JOIN indicator AS i
  ON i.ix = e.indicator
LEFT JOIN (
  SELECT DISTINCT
    indicator
  FROM observations
  WHERE
    status = 'I' AND (
      followed OR 1 = 1
    )
) AS c
  ON c.indicator = e.indicator;
