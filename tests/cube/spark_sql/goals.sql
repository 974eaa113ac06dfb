-- makes track_judged
WITH joined AS (
  SELECT
    t.code,
    t.domain,
    t.goal,
    t.kind,
    t.target,
    g.area,
    g.at_year,
    g.indicator,
    g.reason,
    CASE WHEN g.reason = 'no_comparator' THEN COALESCE(g.compare_why, g.reason) ELSE g.reason END AS ranked
  FROM target_judged AS g
  JOIN tracks AS t
    ON t.target = g.code AND t.kind IN ('quantitative', 'external')
  UNION ALL
  SELECT
    t.code,
    t.domain,
    t.goal,
    t.kind,
    t.target,
    d.area,
    d.at_year,
    t.indicator,
    d.reason,
    d.reason
  FROM direction_judged AS d
  JOIN tracks AS t
    ON t.code = d.code
  UNION ALL
  SELECT
    t.code,
    t.domain,
    t.goal,
    t.kind,
    t.target,
    m.area,
    m.at_year,
    t.indicator,
    m.reason,
    m.reason
  FROM milestone_judged AS m
  JOIN tracks AS t
    ON t.code = m.code
  UNION ALL
  SELECT
    t.code,
    t.domain,
    t.goal,
    t.kind,
    t.target,
    p.area,
    y.at_year,
    t.indicator,
    t.reason,
    t.reason
  FROM (
    SELECT
      *,
      CASE kind WHEN 'none' THEN 'no_indicator' WHEN 'external' THEN 'target_not_assigned' ELSE 'no_target' END AS reason
    FROM tracks
    WHERE
      NOT kind IN ('directional', 'qualitative')
      AND (
        NOT kind IN ('quantitative', 'external') OR NOT target IN (
          SELECT
            code
          FROM targets
        )
      )
  ) AS t
  CROSS JOIN place AS p
  JOIN judged_year AS y
    ON y.area = p.area
)
SELECT
  code,
  domain,
  goal,
  kind,
  target,
  area,
  at_year,
  indicator,
  reason,
  (
    CASE
      WHEN ranked IN ('reached_early')
      THEN 1
      WHEN ranked IN (
        'reached',
        'held',
        'better',
        'narrowed',
        'no_gap',
        'kept',
        'at_bound',
        'not_rising',
        'curbed',
        'matched',
        'milestones_done'
      )
      THEN 2
      WHEN ranked IN ('on_pace', 'likely', 'milestones_half')
      THEN 3
      WHEN ranked IN ('behind_pace', 'unlikely', 'no_base_for_pace', 'same', 'same_pace', 'closing', 'milestones_late')
      THEN 4
      WHEN ranked IN ('missed', 'not_held', 'worse', 'widened', 'not_kept', 'not_curbed', 'behind', 'milestones_missed')
      THEN 5
      WHEN ranked IN ('target_not_assigned', 'period_not_come', 'no_milestone_due', 'base_year')
      THEN 7
      WHEN ranked IN ('not_applicable', 'no_indicator', 'no_target', 'no_comparator')
      THEN 8
      ELSE 6
    END
  ) AS rank
FROM joined;
-- makes goal_judged
WITH ranked AS (
  SELECT
    goal AS code,
    area,
    at_year,
    MAX(rank) FILTER(WHERE
      rank <= 5) AS judged_rank,
    MIN(rank) FILTER(WHERE
      rank > 5) AS other_rank
  FROM track_judged
  GROUP BY
    goal,
    area,
    at_year
)
SELECT
  g.code,
  g.domain,
  g.no,
  p.area,
  y.at_year,
  COALESCE(r.judged_rank, r.other_rank, 8) AS rank,
  NOT r.other_rank IS NULL AS partial
FROM goal AS g
CROSS JOIN place AS p
JOIN judged_year AS y
  ON y.area = p.area
LEFT JOIN ranked AS r
  ON r.code = g.code AND r.area = p.area AND r.at_year = y.at_year;
