-- answers
SELECT
  c.area,
  c.indicator,
  c.breakdown,
  s.value,
  s.year,
  s.carried,
  s.numerator,
  s.denominator,
  s.missing,
  s.why,
  s.pooled_from,
  s.pooled_years,
  s.previous,
  s.base_value,
  s.base_moment AS base_year,
  CASE WHEN s.break_year = s.moment THEN NULL ELSE s.value - s.previous END AS change,
  s.value - s.base_value AS change_from_base
FROM cell AS c
CROSS JOIN run AS r
JOIN based AS s
  ON s.series = c.series AND s.moment = r.year AND s.base_year = r.base_year
ORDER BY
  c.area NULLS LAST,
  c.indicator NULLS LAST,
  c.breakdown NULLS LAST;
