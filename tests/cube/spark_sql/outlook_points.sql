-- answers
SELECT
  o.cell_id DIV 10000 AS cell,
  o.year,
  o.value,
  o.numerator,
  o.denominator,
  CASE o.status WHEN 'I' THEN 1 WHEN 'B' THEN 2 ELSE 0 END AS mark
FROM observations AS o
JOIN (
  SELECT DISTINCT
    indicator,
    breakdown
  FROM followed
  WHERE
    NOT small_count
) AS f
  ON f.indicator = o.indicator AND f.breakdown = o.breakdown
WHERE
  o.followed
  AND o.area BETWEEN 0 AND 9
  AND o.year <= 2024
  AND o.year > 2002
  AND (
    NOT o.value IS NULL OR o.status = 'B'
  )
ORDER BY
  o.cell_id NULLS LAST;
