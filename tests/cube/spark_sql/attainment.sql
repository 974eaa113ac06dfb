-- answers
WITH indicator_judged AS (
  SELECT
    i.domain,
    t.area,
    t.at_year,
    COALESCE(MAX(t.rank) FILTER(WHERE
      t.rank <= 5), MIN(t.rank) FILTER(WHERE
      t.rank > 5)) AS rank
  FROM track_judged AS t
  JOIN indicator AS i
    ON i.ix = t.indicator
  WHERE
    t.kind IN ('quantitative', 'external', 'directional')
  GROUP BY
    t.indicator,
    i.domain,
    t.area,
    t.at_year
), every AS (
  SELECT
    'goals' AS what,
    domain,
    area,
    at_year,
    rank
  FROM goal_judged
  UNION ALL
  SELECT
    'indicators',
    domain,
    area,
    at_year,
    rank
  FROM indicator_judged
), spread AS (
  SELECT
    what,
    domain,
    area,
    at_year,
    rank
  FROM every
  UNION ALL
  SELECT
    what,
    '',
    area,
    at_year,
    rank
  FROM every
), counted AS (
  SELECT
    area,
    at_year,
    domain,
    what,
    COUNT(*) FILTER(WHERE
      rank = 1) AS met_early,
    COUNT(*) FILTER(WHERE
      rank = 2) AS met,
    COUNT(*) FILTER(WHERE
      rank = 3) AS expected,
    COUNT(*) FILTER(WHERE
      rank = 4) AS hard,
    COUNT(*) FILTER(WHERE
      rank = 5) AS not_met,
    COUNT(*) FILTER(WHERE
      rank = 6) AS no_data,
    COUNT(*) FILTER(WHERE
      rank = 7) AS not_due,
    COUNT(*) FILTER(WHERE
      rank = 8) AS not_monitorable,
    COUNT(*) FILTER(WHERE
      rank <= 5) AS monitorable
  FROM spread
  GROUP BY
    area,
    at_year,
    domain,
    what
)
SELECT
  area,
  at_year,
  domain,
  what,
  met_early,
  met,
  expected,
  hard,
  not_met,
  not_due,
  no_data,
  not_monitorable,
  monitorable,
  (
    (
      CAST((
        (
          met_early + met
        ) * 10000
      ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
        (
          met_early + met
        ) * 10000
      ) < 0 THEN -monitorable ELSE monitorable END
    ) DIV NULLIF(monitorable * 2, 0)
  ) AS rate_hundredths
FROM counted
ORDER BY
  area NULLS LAST,
  at_year NULLS LAST,
  domain NULLS LAST,
  what NULLS LAST;
