-- answers
SELECT
  o.area,
  f.indicator,
  f.breakdown,
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
    small_count
) AS f
  ON f.indicator = o.indicator AND f.breakdown = o.breakdown
WHERE
  o.followed AND o.year <= 2024 AND o.year > 2024 - 7
ORDER BY
  o.cell_id NULLS LAST;
