-- makes target_judged
WITH chances AS (
  SELECT
    f.source AS code,
    c.area,
    c.at_year,
    c.p
  FROM chance AS c
  JOIN followed AS f
    ON f.no = c.no
  WHERE
    f.what = 'target'
)
SELECT
  t.*,
  c.p,
  CASE
    WHEN c.p IS NULL OR NOT t.paced_reason IN ('on_pace', 'behind_pace', 'no_base_for_pace')
    THEN t.paced_reason
    WHEN c.p >= 5000
    THEN 'likely'
    ELSE 'unlikely'
  END AS reason
FROM target_paced AS t
LEFT JOIN chances AS c
  ON c.code = t.code AND c.area = t.area AND c.at_year = t.at_year;
