-- makes cell
WITH told AS (
  SELECT
    ix
  FROM breakdown
  WHERE
    age = '_T' AND (
      sex = '_T' OR urbanisation = '_T'
    )
), wanted AS (
  SELECT
    o.area,
    o.indicator,
    o.breakdown
  FROM observations AS o
  JOIN told AS t
    ON t.ix = o.breakdown
  UNION
  SELECT
    a.ix,
    t.indicator,
    t.breakdown
  FROM targets AS t
  CROSS JOIN area AS a
  UNION
  SELECT
    a.ix,
    t.compare_indicator,
    t.compare_breakdown
  FROM targets AS t
  CROSS JOIN area AS a
  UNION
  SELECT
    a.ix,
    t.first_indicator,
    t.first_breakdown
  FROM tracks AS t
  CROSS JOIN area AS a
  UNION
  SELECT
    a.ix,
    t.second_indicator,
    t.second_breakdown
  FROM tracks AS t
  CROSS JOIN area AS a
)
SELECT
  w.area * 100000000 + w.indicator * 10000 + w.breakdown AS series,
  w.area,
  w.indicator,
  w.breakdown
FROM wanted AS w
JOIN area AS a
  ON a.ix = w.area
WHERE
  a.judged AND NOT w.indicator IS NULL;
-- makes figure
SELECT
  c.series,
  o.year,
  o.value,
  o.numerator,
  o.denominator,
  o.status,
  o.reason
FROM observations AS o
JOIN cell AS c
  ON c.series = o.cell_id DIV 10000;
-- makes broken
SELECT
  series,
  year AS break_year
FROM figure
WHERE
  status = 'B';
-- makes moment
WITH asked AS (
  SELECT
    year AS moment
  FROM run
  UNION
  SELECT
    year - 1
  FROM run
  UNION
  SELECT
    base_year
  FROM run
  UNION
  SELECT
    base_year - 5
  FROM run
  UNION
  SELECT
    base_year
  FROM targets
), every AS (
  SELECT
    c.series,
    c.indicator,
    a.moment
  FROM cell AS c
  CROSS JOIN asked AS a
  UNION ALL
  SELECT
    c.series,
    c.indicator,
    b.break_year
  FROM cell AS c
  JOIN broken AS b
    ON b.series = c.series
  WHERE
    NOT b.break_year IN (
      SELECT
        moment
      FROM asked
    )
)
SELECT
  e.series,
  e.indicator,
  e.moment,
  MAX(b.break_year) AS break_year
FROM every AS e
LEFT JOIN broken AS b
  ON b.series = e.series AND b.break_year <= e.moment
GROUP BY
  e.series,
  e.indicator,
  e.moment;
