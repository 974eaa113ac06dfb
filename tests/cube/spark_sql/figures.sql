-- makes figure
SELECT
  o.cell_id - o.year + k.base_year AS series,
  k.base_year,
  k.small_count,
  o.year,
  o.value,
  o.numerator,
  o.denominator,
  o.status,
  o.reason,
  CASE WHEN o.value IS NULL THEN -10000 WHEN o.status = 'I' THEN 0 ELSE k.carry_years END AS lent
FROM observations AS o
JOIN asked AS k
  ON k.indicator = o.indicator AND k.breakdown = o.breakdown
JOIN place AS p
  ON p.area = o.area
WHERE
  o.year <= 2024
  AND o.area BETWEEN 0 AND 999999
  AND (
    k.followed OR 1 = 1
  )
  AND (
    o.followed OR 1 = 1
  )
  AND (
    o.year = 2024
    OR o.year = k.base_year
    OR k.whole
    OR o.status = 'B'
    OR o.year = k.base_year - 5
    AND k.curbed
    OR o.year = 2024 - 1
    AND (
      1 = 1 OR o.area = 0
    )
  );
