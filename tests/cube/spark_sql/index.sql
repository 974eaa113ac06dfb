-- makes index_item
WITH offered AS (
  SELECT
    t.indicator,
    t.code,
    t.breakdown,
    1 AS place,
    '' AS direction
  FROM targets AS t
  WHERE
    NOT t.indicator IS NULL AND t.assigned
  UNION ALL
  SELECT
    t.first_indicator,
    t.code,
    t.first_breakdown,
    2,
    t.direction
  FROM tracks AS t
  WHERE
    t.kind = 'directional' AND t.subject = 'value' AND NOT t.first_indicator IS NULL
), ordered AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY indicator ORDER BY place NULLS LAST, code NULLS LAST) AS nth
  FROM offered
)
SELECT
  o.indicator,
  o.code,
  o.breakdown,
  o.place,
  i.domain,
  COALESCE(w.weight, 1000) AS weight,
  CASE
    WHEN i.direction IN ('up', 'down')
    THEN i.direction
    WHEN o.direction IN ('up', 'down')
    THEN o.direction
    ELSE ''
  END AS better
FROM ordered AS o
JOIN indicator AS i
  ON i.ix = o.indicator
CROSS JOIN index_run AS r
LEFT JOIN index_weight AS w
  ON w.name = i.code
WHERE
  o.nth = 1 AND (
    o.place = 1 OR r.method = 'minmax'
  );
-- makes index_seen
SELECT
  k.indicator,
  k.code,
  k.breakdown,
  k.place,
  k.domain,
  k.weight,
  k.better,
  g.area,
  g.at_year,
  g.found AS value,
  g.base_value AS based,
  g.reach,
  g.short,
  g.slack,
  CASE WHEN g.hold THEN 0 ELSE g.way END AS way,
  g.sense
FROM index_item AS k
JOIN target_judged AS g
  ON g.code = k.code
WHERE
  k.place = 1
UNION ALL
SELECT
  k.indicator,
  k.code,
  k.breakdown,
  k.place,
  k.domain,
  k.weight,
  k.better,
  d.area,
  d.at_year,
  d.now_raw,
  d.base_raw,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL
FROM index_item AS k
JOIN direction_judged AS d
  ON d.code = k.code
WHERE
  k.place = 2;
-- makes index_score
WITH bound AS (
  SELECT
    indicator,
    MIN(value) AS low,
    MAX(value) AS high
  FROM (
    SELECT
      indicator,
      value
    FROM index_seen
    UNION ALL
    SELECT
      indicator,
      based
    FROM index_seen
    UNION ALL
    SELECT
      indicator,
      reach
    FROM index_seen
  ) AS every
  WHERE
    NOT value IS NULL
  GROUP BY
    indicator
), found AS (
  SELECT
    s.*,
    b.low,
    b.high,
    CASE
      WHEN s.value IS NULL
      THEN NULL
      WHEN r.method = 'target'
      THEN CASE
        WHEN s.reach IS NULL
        THEN NULL
        WHEN s.short <= s.slack
        THEN 10000
        WHEN s.way > 0
        THEN (
          CASE
            WHEN (
              (
                s.way - s.short
              ) * 10000
            ) BETWEEN -2000000000000000000 AND 2000000000000000000
            AND s.way <= 2000000000000000000
            THEN CAST((
              CAST((
                (
                  s.way - s.short
                ) * 10000
              ) AS BIGINT) * 2 + CASE WHEN (
                (
                  s.way - s.short
                ) * 10000
              ) < 0 THEN -CAST(s.way AS BIGINT) ELSE CAST(s.way AS BIGINT) END
            ) DIV NULLIF(CAST(s.way AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
            ELSE (
              CAST((
                (
                  s.way - s.short
                ) * 10000
              ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
                (
                  s.way - s.short
                ) * 10000
              ) < 0 THEN -s.way ELSE s.way END
            ) DIV NULLIF(CAST(s.way AS DECIMAL(38, 0)) * 2, 0)
          END
        )
        WHEN s.sense = 1 AND s.reach > 0
        THEN (
          CASE
            WHEN (
              s.value * CAST(10000 AS DECIMAL(38, 0))
            ) BETWEEN -2000000000000000000 AND 2000000000000000000
            AND s.reach <= 2000000000000000000
            THEN CAST((
              CAST((
                s.value * CAST(10000 AS DECIMAL(38, 0))
              ) AS BIGINT) * 2 + CASE
                WHEN (
                  s.value * CAST(10000 AS DECIMAL(38, 0))
                ) < 0
                THEN -CAST(s.reach AS BIGINT)
                ELSE CAST(s.reach AS BIGINT)
              END
            ) DIV NULLIF(CAST(s.reach AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
            ELSE (
              CAST((
                s.value * CAST(10000 AS DECIMAL(38, 0))
              ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
                s.value * CAST(10000 AS DECIMAL(38, 0))
              ) < 0 THEN -s.reach ELSE s.reach END
            ) DIV NULLIF(CAST(s.reach AS DECIMAL(38, 0)) * 2, 0)
          END
        )
        WHEN s.sense = -1 AND s.value > 0
        THEN (
          CASE
            WHEN (
              s.reach * CAST(10000 AS DECIMAL(38, 0))
            ) BETWEEN -2000000000000000000 AND 2000000000000000000
            AND s.value <= 2000000000000000000
            THEN CAST((
              CAST((
                s.reach * CAST(10000 AS DECIMAL(38, 0))
              ) AS BIGINT) * 2 + CASE
                WHEN (
                  s.reach * CAST(10000 AS DECIMAL(38, 0))
                ) < 0
                THEN -CAST(s.value AS BIGINT)
                ELSE CAST(s.value AS BIGINT)
              END
            ) DIV NULLIF(CAST(s.value AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
            ELSE (
              CAST((
                s.reach * CAST(10000 AS DECIMAL(38, 0))
              ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
                s.reach * CAST(10000 AS DECIMAL(38, 0))
              ) < 0 THEN -s.value ELSE s.value END
            ) DIV NULLIF(CAST(s.value AS DECIMAL(38, 0)) * 2, 0)
          END
        )
        WHEN s.sense = 0 AND s.reach <> 0
        THEN (
          CASE
            WHEN (
              (
                ABS(s.reach) - s.short
              ) * 10000
            ) BETWEEN -2000000000000000000 AND 2000000000000000000
            AND ABS(s.reach) <= 2000000000000000000
            THEN CAST((
              CAST((
                (
                  ABS(s.reach) - s.short
                ) * 10000
              ) AS BIGINT) * 2 + CASE
                WHEN (
                  (
                    ABS(s.reach) - s.short
                  ) * 10000
                ) < 0
                THEN -CAST(ABS(s.reach) AS BIGINT)
                ELSE CAST(ABS(s.reach) AS BIGINT)
              END
            ) DIV NULLIF(CAST(ABS(s.reach) AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
            ELSE (
              CAST((
                (
                  ABS(s.reach) - s.short
                ) * 10000
              ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
                (
                  ABS(s.reach) - s.short
                ) * 10000
              ) < 0 THEN -ABS(s.reach) ELSE ABS(s.reach) END
            ) DIV NULLIF(CAST(ABS(s.reach) AS DECIMAL(38, 0)) * 2, 0)
          END
        )
        ELSE 0
      END
      WHEN s.better = '' OR b.low = b.high
      THEN NULL
      WHEN s.better = 'up'
      THEN (
        CASE
          WHEN (
            (
              s.value - b.low
            ) * CAST(10000 AS DECIMAL(38, 0))
          ) BETWEEN -2000000000000000000 AND 2000000000000000000
          AND (
            b.high - b.low
          ) <= 2000000000000000000
          THEN CAST((
            CAST((
              (
                s.value - b.low
              ) * CAST(10000 AS DECIMAL(38, 0))
            ) AS BIGINT) * 2 + CASE
              WHEN (
                (
                  s.value - b.low
                ) * CAST(10000 AS DECIMAL(38, 0))
              ) < 0
              THEN -CAST((
                b.high - b.low
              ) AS BIGINT)
              ELSE CAST((
                b.high - b.low
              ) AS BIGINT)
            END
          ) DIV NULLIF(CAST((
            b.high - b.low
          ) AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
          ELSE (
            CAST((
              (
                s.value - b.low
              ) * CAST(10000 AS DECIMAL(38, 0))
            ) AS DECIMAL(38, 0)) * 2 + CASE
              WHEN (
                (
                  s.value - b.low
                ) * CAST(10000 AS DECIMAL(38, 0))
              ) < 0
              THEN -(
                b.high - b.low
              )
              ELSE (
                b.high - b.low
              )
            END
          ) DIV NULLIF(CAST((
            b.high - b.low
          ) AS DECIMAL(38, 0)) * 2, 0)
        END
      )
      ELSE (
        CASE
          WHEN (
            (
              b.high - s.value
            ) * CAST(10000 AS DECIMAL(38, 0))
          ) BETWEEN -2000000000000000000 AND 2000000000000000000
          AND (
            b.high - b.low
          ) <= 2000000000000000000
          THEN CAST((
            CAST((
              (
                b.high - s.value
              ) * CAST(10000 AS DECIMAL(38, 0))
            ) AS BIGINT) * 2 + CASE
              WHEN (
                (
                  b.high - s.value
                ) * CAST(10000 AS DECIMAL(38, 0))
              ) < 0
              THEN -CAST((
                b.high - b.low
              ) AS BIGINT)
              ELSE CAST((
                b.high - b.low
              ) AS BIGINT)
            END
          ) DIV NULLIF(CAST((
            b.high - b.low
          ) AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
          ELSE (
            CAST((
              (
                b.high - s.value
              ) * CAST(10000 AS DECIMAL(38, 0))
            ) AS DECIMAL(38, 0)) * 2 + CASE
              WHEN (
                (
                  b.high - s.value
                ) * CAST(10000 AS DECIMAL(38, 0))
              ) < 0
              THEN -(
                b.high - b.low
              )
              ELSE (
                b.high - b.low
              )
            END
          ) DIV NULLIF(CAST((
            b.high - b.low
          ) AS DECIMAL(38, 0)) * 2, 0)
        END
      )
    END AS raw,
    CASE WHEN r.method <> 'target' THEN 'range' WHEN s.way > 0 THEN 'way' ELSE 'ratio' END AS how
  FROM index_seen AS s
  CROSS JOIN index_run AS r
  LEFT JOIN bound AS b
    ON b.indicator = s.indicator
)
SELECT
  area,
  at_year,
  domain,
  indicator,
  breakdown,
  code,
  place,
  weight,
  value,
  low,
  high,
  how,
  CASE WHEN raw IS NULL THEN NULL WHEN raw < 0 THEN 0 WHEN raw > 10000 THEN 10000 ELSE CAST(raw AS BIGINT) END AS score
FROM found;
