-- makes origin
SELECT
  c.series,
  c.year AS copied_year,
  MAX(o.year) AS year
FROM figure AS c
LEFT JOIN figure AS o
  ON o.series = c.series AND NOT o.value IS NULL AND o.status <> 'I' AND o.year < c.year AND o.year >= c.year - 20
WHERE
  c.status = 'I' AND NOT c.value IS NULL AND c.year >= 2024 - 1
GROUP BY
  c.series,
  c.year;
