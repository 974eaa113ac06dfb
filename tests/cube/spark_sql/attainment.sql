-- answers
WITH indicator_judged AS (
  SELECT
    t.indicator,
    t.area,
    t.at_year,
    COALESCE(MAX(t.rank) FILTER(WHERE
      t.rank <= 5), MIN(t.rank) FILTER(WHERE
      t.rank > 5)) AS rank
  FROM track_judged AS t
  WHERE
    t.kind IN ('quantitative', 'external', 'directional') AND NOT t.indicator IS NULL
  GROUP BY
    t.indicator,
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
    i.domain,
    t.area,
    t.at_year,
    t.rank
  FROM indicator_judged AS t
  JOIN indicator AS i
    ON i.ix = t.indicator
)
SELECT
  area,
  at_year,
  domain,
  what,
  rank,
  COUNT(*) AS counted
FROM every
GROUP BY
  area,
  at_year,
  domain,
  what,
  rank
ORDER BY
  area NULLS LAST,
  at_year NULLS LAST,
  domain NULLS LAST,
  what NULLS LAST,
  rank NULLS LAST;
