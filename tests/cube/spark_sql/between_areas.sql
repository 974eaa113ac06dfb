-- answers
WITH own AS (
  SELECT
    o.area,
    o.indicator,
    o.value,
    i.direction
  FROM observations AS o
  JOIN breakdown AS b
    ON b.ix = o.breakdown
  JOIN indicator AS i
    ON i.ix = o.indicator
  WHERE
    o.year = 2024 AND NOT o.value IS NULL AND o.status <> 'I' AND b.key = '' AND NOT i.small_count
)
SELECT
  a.ix AS area,
  p.ix AS parent,
  x.indicator,
  x.value,
  y.value AS parent_value,
  x.value - y.value AS difference,
  CASE
    WHEN NOT x.direction IN ('up', 'down') OR x.value = y.value
    THEN ''
    WHEN (
      x.value < y.value
    ) = (
      x.direction = 'up'
    )
    THEN 'area'
    ELSE 'parent'
  END AS worse
FROM own AS x
JOIN area AS a
  ON a.ix = x.area
JOIN area AS p
  ON p.code = a.parent
JOIN own AS y
  ON y.area = p.ix AND y.indicator = x.indicator
ORDER BY
  a.ix NULLS LAST,
  x.indicator NULLS LAST;
