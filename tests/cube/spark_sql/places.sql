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
  2024 AS at_year
UNION ALL
SELECT
  2024 - 1;
