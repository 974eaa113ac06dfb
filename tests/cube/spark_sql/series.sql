-- answers
SELECT
  area,
  indicator,
  breakdown,
  value,
  year,
  carried,
  numerator,
  denominator,
  why,
  pooled_from,
  pooled_years,
  was_value AS previous,
  base_value,
  base_moment AS base_year,
  CASE WHEN break_year = 2024 THEN NULL ELSE value - was_value END AS change,
  value - base_value AS change_from_base
FROM standing
WHERE
  base_year = 2020 AND area BETWEEN 0 AND 999999
ORDER BY
  series NULLS LAST;
