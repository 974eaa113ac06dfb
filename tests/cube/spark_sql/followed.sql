-- makes followed
WITH named AS (
  SELECT
    COALESCE(MIN(k.code), t.code) AS code,
    'target' AS what,
    t.code AS source,
    t.domain,
    t.goal,
    t.indicator,
    t.breakdown
  FROM targets AS t
  LEFT JOIN tracks AS k
    ON k.target = t.code AND k.kind IN ('quantitative', 'external')
  WHERE
    NOT t.indicator IS NULL
  GROUP BY
    t.code,
    t.domain,
    t.goal,
    t.indicator,
    t.breakdown
  UNION ALL
  SELECT
    code,
    'direction' AS what,
    code AS source,
    domain,
    goal,
    first_indicator,
    first_breakdown
  FROM tracks
  WHERE
    kind = 'directional'
    AND subject = 'value'
    AND NOT first_indicator IS NULL
    AND direction IN ('up', 'down', 'hold', 'curb')
)
SELECT
  ROW_NUMBER() OVER (ORDER BY n.code NULLS LAST, n.source NULLS LAST) AS no,
  n.code,
  n.what,
  n.source,
  n.domain,
  n.goal,
  n.indicator,
  n.breakdown,
  i.kind,
  i.scale,
  i.frequency,
  i.anchor_year,
  i.small_count,
  i.direction AS better
FROM named AS n
JOIN indicator AS i
  ON i.ix = n.indicator;
