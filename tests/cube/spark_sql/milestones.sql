-- makes milestone_judged
WITH latest AS (
  SELECT
    s.milestone,
    p.area,
    y.at_year,
    MAX_BY(s.state, s.year) FILTER(WHERE
      NOT s.state IS NULL) AS state
  FROM milestone_states AS s
  JOIN place AS p
    ON p.code = s.area
  JOIN judged_year AS y
    ON y.area = p.area AND s.year <= y.at_year
  GROUP BY ALL
), summed AS (
  SELECT
    t.code,
    p.area,
    y.at_year,
    COUNT(m.code) AS due,
    COUNT(l.state) AS reported,
    COUNT(*) FILTER(WHERE
      l.state = 'done') AS done,
    COUNT(*) FILTER(WHERE
      l.state = 'partial') AS partial,
    COALESCE(SUM(m.weight), 0) AS weight,
    COALESCE(SUM(m.weight * CASE l.state WHEN 'done' THEN 2 WHEN 'partial' THEN 1 ELSE 0 END), 0) AS twice_done
  FROM tracks AS t
  CROSS JOIN place AS p
  JOIN judged_year AS y
    ON y.area = p.area
  LEFT JOIN milestones AS m
    ON m.track = t.code AND m.due_year <= y.at_year
  LEFT JOIN latest AS l
    ON l.milestone = m.code AND l.area = p.area AND l.at_year = y.at_year
  WHERE
    t.kind = 'qualitative'
  GROUP BY
    t.code,
    p.area,
    y.at_year
)
SELECT
  *,
  CASE
    WHEN due = 0
    THEN 'no_milestone_due'
    WHEN reported = 0
    THEN 'nothing_reported'
    WHEN done = due
    THEN 'milestones_done'
    WHEN at_year >= 2025
    THEN 'milestones_missed'
    WHEN twice_done >= weight
    THEN 'milestones_half'
    ELSE 'milestones_late'
  END AS reason
FROM summed;
