-- answers
WITH scenario AS (
  SELECT
    '' AS moved,
    0 AS change
  UNION ALL
  SELECT DISTINCT
    d.domain,
    r.percent
  FROM index_domain AS d
  CROSS JOIN index_run AS r
  UNION ALL
  SELECT DISTINCT
    d.domain,
    -r.percent
  FROM index_domain AS d
  CROSS JOIN index_run AS r
), weighed AS (
  SELECT
    s.moved,
    s.change,
    d.area,
    d.value,
    d.weight * (
      100 + CASE WHEN d.domain = s.moved THEN s.change ELSE 0 END
    ) AS weight
  FROM index_domain AS d
  CROSS JOIN scenario AS s
  CROSS JOIN index_run AS r
  WHERE
    d.at_year = r.year AND NOT d.value IS NULL AND d.weight > 0
), overall AS (
  SELECT
    moved,
    change,
    area,
    (
      CASE
        WHEN SUM(value * weight) BETWEEN -2000000000000000000 AND 2000000000000000000 AND SUM(weight) <= 2000000000000000000
        THEN CAST((
          CAST(SUM(value * weight) AS BIGINT) * 2 + CASE WHEN SUM(value * weight) < 0 THEN -CAST(SUM(weight) AS BIGINT) ELSE CAST(SUM(weight) AS BIGINT) END
        ) DIV NULLIF(CAST(SUM(weight) AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST(SUM(value * weight) AS DECIMAL(38, 0)) * 2 + CASE WHEN SUM(value * weight) < 0 THEN -SUM(weight) ELSE SUM(weight) END
        ) DIV NULLIF(CAST(SUM(weight) AS DECIMAL(38, 0)) * 2, 0)
      END
    ) AS value
  FROM weighed
  GROUP BY
    moved,
    change,
    area
), placed AS (
  SELECT
    moved,
    area,
    RANK() OVER (PARTITION BY moved, change ORDER BY value DESC) AS place
  FROM overall
  WHERE
    NOT value IS NULL
)
SELECT
  area,
  MAX(place) FILTER(WHERE
    moved = '') AS place,
  MIN(place) AS best,
  MAX(place) AS worst
FROM placed
GROUP BY
  area
ORDER BY
  area NULLS LAST;
