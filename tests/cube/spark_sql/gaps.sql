-- answers
WITH sided AS (
  SELECT
    CASE WHEN b.sex = '_T' THEN 'URBANISATION' ELSE 'SEX' END AS dimension,
    b.sex = 'F' OR b.urbanisation = 'U' AS first,
    s.area,
    s.indicator,
    s.value,
    s.base_value,
    s.carried,
    s.numerator,
    s.denominator,
    CASE WHEN NOT i.small_count THEN o.numerator END AS base_numerator,
    CASE WHEN NOT i.small_count THEN o.denominator END AS base_denominator
  FROM standing AS s
  JOIN breakdown AS b
    ON b.ix = s.breakdown
  JOIN indicator AS i
    ON i.ix = s.indicator
  LEFT JOIN observations AS o
    ON o.cell_id = s.series - s.base_year + s.base_moment AND o.value = s.base_value AND o.area BETWEEN 0 AND 999999
  WHERE
    s.base_year = 2020
    AND b.age = '_T'
    AND (
      (
        b.sex IN ('F', 'M') AND b.urbanisation = '_T'
      ) OR (
        b.sex = '_T' AND b.urbanisation IN ('U', 'R')
      )
    )
), paired AS (
  SELECT
    area,
    indicator,
    dimension,
    MAX(value) FILTER(WHERE
      first) AS first_value,
    MAX(value) FILTER(WHERE
      NOT first) AS second_value,
    MAX(base_value) FILTER(WHERE
      first) AS first_base_value,
    MAX(base_value) FILTER(WHERE
      NOT first) AS second_base_value,
    MAX(carried) AS carried,
    MAX(numerator) FILTER(WHERE
      first) AS first_numerator,
    MAX(denominator) FILTER(WHERE
      first) AS first_denominator,
    MAX(numerator) FILTER(WHERE
      NOT first) AS second_numerator,
    MAX(denominator) FILTER(WHERE
      NOT first) AS second_denominator,
    MAX(base_numerator) FILTER(WHERE
      first) AS first_base_numerator,
    MAX(base_denominator) FILTER(WHERE
      first) AS first_base_denominator,
    MAX(base_numerator) FILTER(WHERE
      NOT first) AS second_base_numerator,
    MAX(base_denominator) FILTER(WHERE
      NOT first) AS second_base_denominator
  FROM sided
  GROUP BY
    area,
    indicator,
    dimension
  HAVING
    COUNT(*) = 2
)
SELECT
  p.*,
  p.first_value - p.second_value AS difference,
  CASE
    WHEN p.second_value > 0
    THEN (
      CASE
        WHEN (
          p.first_value * CAST(10000 AS DECIMAL(38, 0))
        ) BETWEEN -2000000000000000000 AND 2000000000000000000
        AND p.second_value <= 2000000000000000000
        THEN CAST((
          CAST((
            p.first_value * CAST(10000 AS DECIMAL(38, 0))
          ) AS BIGINT) * 2 + CASE
            WHEN (
              p.first_value * CAST(10000 AS DECIMAL(38, 0))
            ) < 0
            THEN -CAST(p.second_value AS BIGINT)
            ELSE CAST(p.second_value AS BIGINT)
          END
        ) DIV NULLIF(CAST(p.second_value AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST((
            p.first_value * CAST(10000 AS DECIMAL(38, 0))
          ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
            p.first_value * CAST(10000 AS DECIMAL(38, 0))
          ) < 0 THEN -p.second_value ELSE p.second_value END
        ) DIV NULLIF(CAST(p.second_value AS DECIMAL(38, 0)) * 2, 0)
      END
    )
  END AS parity,
  CASE
    WHEN NOT i.direction IN ('up', 'down') OR p.first_value = p.second_value
    THEN ''
    WHEN (
      p.first_value < p.second_value
    ) = (
      i.direction = 'up'
    )
    THEN CASE p.dimension WHEN 'SEX' THEN 'F' ELSE 'U' END
    WHEN p.first_value <> p.second_value
    THEN CASE p.dimension WHEN 'SEX' THEN 'M' ELSE 'R' END
  END AS worse,
  ABS(p.first_value - p.second_value) - ABS(p.first_base_value - p.second_base_value) AS change
FROM paired AS p
JOIN indicator AS i
  ON i.ix = p.indicator
ORDER BY
  p.area NULLS LAST,
  p.indicator NULLS LAST,
  p.dimension NULLS LAST;
