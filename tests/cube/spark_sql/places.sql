-- makes place
SELECT
  ix AS area,
  code,
  ix * 1000000000000 AS start
FROM area
WHERE
  judged AND ix >= 0 AND ix <= 999999;
-- makes judged_year
SELECT
  area,
  2024 AS at_year
FROM place
UNION ALL
SELECT
  area,
  2024 - 1
FROM place
WHERE
  1 = 1 OR area = 0;
