-- makes track_judged
WITH joined AS (
  SELECT
    t.code,
    t.domain,
    t.goal,
    t.kind,
    t.target,
    p.area,
    y.at_year,
    CASE WHEN NOT g.code IS NULL THEN g.indicator ELSE t.indicator END AS indicator,
    g.compare_why,
    COALESCE(
      g.reason,
      d.reason,
      m.reason,
      CASE t.kind WHEN 'none' THEN 'no_indicator' WHEN 'external' THEN 'target_not_assigned' ELSE 'no_target' END
    ) AS reason
  FROM tracks AS t
  CROSS JOIN place AS p
  CROSS JOIN judged_year AS y
  LEFT JOIN target_judged AS g
    ON g.code = t.target AND g.area = p.area AND g.at_year = y.at_year AND t.kind IN ('quantitative', 'external')
  LEFT JOIN direction_judged AS d
    ON d.code = t.code AND d.area = p.area AND d.at_year = y.at_year
  LEFT JOIN milestone_judged AS m
    ON m.code = t.code AND m.area = p.area AND m.at_year = y.at_year
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
      WHEN CASE WHEN reason = 'no_comparator' AND NOT compare_why IS NULL THEN compare_why ELSE reason END IN ('reached_early')
      THEN 1
      WHEN CASE WHEN reason = 'no_comparator' AND NOT compare_why IS NULL THEN compare_why ELSE reason END IN (
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
      WHEN CASE WHEN reason = 'no_comparator' AND NOT compare_why IS NULL THEN compare_why ELSE reason END IN ('on_pace', 'likely', 'milestones_half')
      THEN 3
      WHEN CASE WHEN reason = 'no_comparator' AND NOT compare_why IS NULL THEN compare_why ELSE reason END IN ('behind_pace', 'unlikely', 'no_base_for_pace', 'same', 'same_pace', 'closing', 'milestones_late')
      THEN 4
      WHEN CASE WHEN reason = 'no_comparator' AND NOT compare_why IS NULL THEN compare_why ELSE reason END IN ('missed', 'not_held', 'worse', 'widened', 'not_kept', 'not_curbed', 'behind', 'milestones_missed')
      THEN 5
      WHEN CASE WHEN reason = 'no_comparator' AND NOT compare_why IS NULL THEN compare_why ELSE reason END IN ('target_not_assigned', 'period_not_come', 'no_milestone_due', 'base_year')
      THEN 7
      WHEN CASE WHEN reason = 'no_comparator' AND NOT compare_why IS NULL THEN compare_why ELSE reason END IN ('not_applicable', 'no_indicator', 'no_target', 'no_comparator')
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
CROSS JOIN judged_year AS y
LEFT JOIN ranked AS r
  ON r.code = g.code AND r.area = p.area AND r.at_year = y.at_year;
