-- makes track_judged
WITH joined AS (
  SELECT
    t.code,
    t.domain,
    t.goal,
    t.kind,
    a.ix AS area,
    y.at_year,
    t.target,
    CASE WHEN t.kind IN ('quantitative', 'external') AND t.target <> '' THEN g.indicator ELSE t.indicator END AS indicator,
    CASE
      WHEN t.kind = 'none'
      THEN 'not_monitorable'
      WHEN t.kind = 'qualitative'
      THEN m.state
      WHEN t.kind = 'directional'
      THEN d.state
      WHEN NOT g.state IS NULL
      THEN g.state
      WHEN t.kind = 'external'
      THEN 'not_due'
      ELSE 'not_monitorable'
    END AS state,
    CASE
      WHEN t.kind = 'none'
      THEN 'no_indicator'
      WHEN t.kind = 'qualitative'
      THEN m.reason
      WHEN t.kind = 'directional'
      THEN d.reason
      WHEN NOT g.reason IS NULL
      THEN g.reason
      WHEN t.kind = 'external'
      THEN 'target_not_assigned'
      ELSE 'no_target'
    END AS reason
  FROM tracks AS t
  CROSS JOIN area AS a
  CROSS JOIN judged_year AS y
  LEFT JOIN target_judged AS g
    ON g.code = t.target AND g.area = a.ix AND g.at_year = y.at_year
  LEFT JOIN direction_judged AS d
    ON d.code = t.code AND d.area = a.ix AND d.at_year = y.at_year
  LEFT JOIN milestone_judged AS m
    ON m.code = t.code AND m.area = a.ix AND m.at_year = y.at_year
  WHERE
    a.judged
)
SELECT
  *,
  (
    CASE state
      WHEN 'met_early'
      THEN 1
      WHEN 'met'
      THEN 2
      WHEN 'expected'
      THEN 3
      WHEN 'hard'
      THEN 4
      WHEN 'not_met'
      THEN 5
      WHEN 'no_data'
      THEN 6
      WHEN 'not_due'
      THEN 7
      ELSE 8
    END
  ) AS rank
FROM joined;
-- makes goal_judged
WITH ranked AS (
  SELECT
    g.code,
    g.domain,
    g.no,
    a.ix AS area,
    y.at_year,
    MAX(t.rank) FILTER(WHERE
      t.rank <= 5) AS judged_rank,
    MIN(t.rank) FILTER(WHERE
      t.rank > 5) AS other_rank
  FROM goal AS g
  CROSS JOIN area AS a
  CROSS JOIN judged_year AS y
  LEFT JOIN track_judged AS t
    ON t.goal = g.code AND t.area = a.ix AND t.at_year = y.at_year
  WHERE
    a.judged
  GROUP BY ALL
)
SELECT
  code,
  domain,
  no,
  area,
  at_year,
  COALESCE(judged_rank, other_rank, 8) AS rank,
  NOT other_rank IS NULL AS partial
FROM ranked;
