-- answers
WITH paired AS (
  SELECT
    'SEX' AS dimension,
    c.area,
    c.indicator,
    MAX(c.series) FILTER(WHERE
      b.sex = 'F') AS first_series,
    MAX(c.series) FILTER(WHERE
      b.sex = 'M') AS second_series
  FROM cell AS c
  JOIN breakdown AS b
    ON b.ix = c.breakdown
  WHERE
    b.sex IN ('F', 'M') AND b.urbanisation = '_T' AND b.age = '_T'
  GROUP BY
    c.area,
    c.indicator
  UNION ALL
  SELECT
    'URBANISATION',
    c.area,
    c.indicator,
    MAX(c.series) FILTER(WHERE
      b.urbanisation = 'U'),
    MAX(c.series) FILTER(WHERE
      b.urbanisation = 'R')
  FROM cell AS c
  JOIN breakdown AS b
    ON b.ix = c.breakdown
  WHERE
    b.urbanisation IN ('U', 'R') AND b.sex = '_T' AND b.age = '_T'
  GROUP BY
    c.area,
    c.indicator
)
SELECT
  p.area,
  p.indicator,
  p.dimension,
  f.value AS first_value,
  s.value AS second_value,
  f.carried OR s.carried AS carried,
  f.value - s.value AS difference,
  CASE
    WHEN s.value > 0
    THEN (
      (
        CAST((
          f.value * CAST(10000 AS DECIMAL(38, 0))
        ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
          f.value * CAST(10000 AS DECIMAL(38, 0))
        ) < 0 THEN -s.value ELSE s.value END
      ) DIV NULLIF(s.value * 2, 0)
    )
  END AS parity,
  CASE
    WHEN NOT i.direction IN ('up', 'down') OR f.value = s.value
    THEN ''
    WHEN (
      f.value < s.value
    ) = (
      i.direction = 'up'
    )
    THEN CASE p.dimension WHEN 'SEX' THEN 'F' ELSE 'U' END
    WHEN f.value <> s.value
    THEN CASE p.dimension WHEN 'SEX' THEN 'M' ELSE 'R' END
  END AS worse,
  f.base_value AS first_base_value,
  s.base_value AS second_base_value,
  ABS(f.value - s.value) - ABS(f.base_value - s.base_value) AS change
FROM paired AS p
CROSS JOIN run AS r
JOIN indicator AS i
  ON i.ix = p.indicator
LEFT JOIN based AS f
  ON f.series = p.first_series AND f.moment = r.year AND f.base_year = r.base_year
LEFT JOIN based AS s
  ON s.series = p.second_series AND s.moment = r.year AND s.base_year = r.base_year
WHERE
  NOT p.first_series IS NULL AND NOT p.second_series IS NULL
ORDER BY
  p.area NULLS LAST,
  p.indicator NULLS LAST,
  p.dimension NULLS LAST;
