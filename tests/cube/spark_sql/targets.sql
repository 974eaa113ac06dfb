-- makes target_paced
WITH known AS (
  SELECT
    t.code,
    t.indicator,
    t.year,
    t.base_year,
    t.tolerance,
    t.sense,
    t.hold,
    t.assigned,
    t.about,
    t.reference,
    p.area,
    y.at_year,
    s.value AS found,
    s.numerator,
    s.denominator,
    s.year AS year_of_value,
    s.carried,
    s.why,
    s.base_moment,
    s.base_value,
    s.no_base,
    c.value AS compare_value,
    c.why AS compare_why,
    GREATEST(t.year - t.base_year, 0) AS span,
    CASE t.reference WHEN 'base' THEN s.base_value WHEN 'compare' THEN c.value ELSE 0 END AS started,
    t.multiplier,
    t.start,
    t.lowest,
    t.highest
  FROM targets AS t
  CROSS JOIN place AS p
  CROSS JOIN judged_year AS y
  LEFT JOIN stood AS s
    ON s.series = p.start + t.cell AND s.at_year = y.at_year
  LEFT JOIN stood AS c
    ON c.series = p.start + t.compare_cell AND c.at_year = y.at_year
), asking AS (
  SELECT
    *,
    CASE
      WHEN assigned
      THEN (
        CASE
          WHEN (
            started * CAST(multiplier AS DECIMAL(38, 0))
          ) BETWEEN -2000000000000000000 AND 2000000000000000000
          AND 1000000000 <= 2000000000000000000
          THEN CAST((
            CAST((
              started * CAST(multiplier AS DECIMAL(38, 0))
            ) AS BIGINT) * 2 + CASE
              WHEN (
                started * CAST(multiplier AS DECIMAL(38, 0))
              ) < 0
              THEN -CAST(1000000000 AS BIGINT)
              ELSE CAST(1000000000 AS BIGINT)
            END
          ) DIV NULLIF(CAST(1000000000 AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
          ELSE (
            CAST((
              started * CAST(multiplier AS DECIMAL(38, 0))
            ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
              started * CAST(multiplier AS DECIMAL(38, 0))
            ) < 0 THEN -1000000000 ELSE 1000000000 END
          ) DIV NULLIF(CAST(1000000000 AS DECIMAL(38, 0)) * 2, 0)
        END
      ) + start
    END AS asked_for,
    LEAST(GREATEST(at_year - base_year, 0), span) AS passed
  FROM known
), reached AS (
  SELECT
    *,
    CASE WHEN asked_for > highest THEN highest WHEN asked_for < lowest THEN lowest ELSE asked_for END AS reach
  FROM asking
), measured AS (
  SELECT
    *,
    (
      CASE sense WHEN 0 THEN ABS(found - reach) ELSE sense * (
        reach - found
      ) END
    ) AS short,
    (
      CASE sense WHEN 0 THEN ABS(base_value - reach) ELSE sense * (
        reach - base_value
      ) END
    ) AS way,
    COALESCE(
      tolerance,
      CASE
        WHEN about
        THEN (
          CASE
            WHEN (
              ABS(reach) * 5
            ) BETWEEN -2000000000000000000 AND 2000000000000000000 AND 100 <= 2000000000000000000
            THEN CAST((
              CAST((
                ABS(reach) * 5
              ) AS BIGINT) * 2 + CASE WHEN (
                ABS(reach) * 5
              ) < 0 THEN -CAST(100 AS BIGINT) ELSE CAST(100 AS BIGINT) END
            ) DIV NULLIF(CAST(100 AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
            ELSE (
              CAST((
                ABS(reach) * 5
              ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
                ABS(reach) * 5
              ) < 0 THEN -100 ELSE 100 END
            ) DIV NULLIF(CAST(100 AS DECIMAL(38, 0)) * 2, 0)
          END
        )
        ELSE 0
      END
    ) AS slack
  FROM reached
)
SELECT
  *,
  CASE
    WHEN NOT assigned
    THEN 'target_not_assigned'
    WHEN indicator IS NULL
    THEN 'no_indicator'
    WHEN found IS NULL
    THEN why
    WHEN reference = 'compare' AND compare_value IS NULL
    THEN 'no_comparator'
    WHEN reference = 'base' AND base_value IS NULL
    THEN no_base
    WHEN hold
    THEN CASE WHEN short <= slack THEN 'held' ELSE 'not_held' END
    WHEN short <= slack
    THEN CASE WHEN at_year < year THEN 'reached_early' ELSE 'reached' END
    WHEN at_year >= year
    THEN 'missed'
    WHEN base_value IS NULL
    THEN 'no_base_for_pace'
    WHEN (
      way - short
    ) * span * 100 >= way * passed * 95
    THEN 'on_pace'
    ELSE 'behind_pace'
  END AS paced_reason,
  CASE
    WHEN NOT hold
    THEN base_value + (
      CASE
        WHEN (
          (
            reach - base_value
          ) * passed
        ) BETWEEN -2000000000000000000 AND 2000000000000000000
        AND span <= 2000000000000000000
        THEN CAST((
          CAST((
            (
              reach - base_value
            ) * passed
          ) AS BIGINT) * 2 + CASE WHEN (
            (
              reach - base_value
            ) * passed
          ) < 0 THEN -CAST(span AS BIGINT) ELSE CAST(span AS BIGINT) END
        ) DIV NULLIF(CAST(span AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST((
            (
              reach - base_value
            ) * passed
          ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
            (
              reach - base_value
            ) * passed
          ) < 0 THEN -span ELSE span END
        ) DIV NULLIF(CAST(span AS DECIMAL(38, 0)) * 2, 0)
      END
    )
  END AS pace_expected,
  CASE
    WHEN NOT hold AND way > 0
    THEN (
      CASE
        WHEN (
          (
            way - short
          ) * 1000
        ) BETWEEN -2000000000000000000 AND 2000000000000000000
        AND way <= 2000000000000000000
        THEN CAST((
          CAST((
            (
              way - short
            ) * 1000
          ) AS BIGINT) * 2 + CASE WHEN (
            (
              way - short
            ) * 1000
          ) < 0 THEN -CAST(way AS BIGINT) ELSE CAST(way AS BIGINT) END
        ) DIV NULLIF(CAST(way AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST((
            (
              way - short
            ) * 1000
          ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
            (
              way - short
            ) * 1000
          ) < 0 THEN -way ELSE way END
        ) DIV NULLIF(CAST(way AS DECIMAL(38, 0)) * 2, 0)
      END
    )
  END AS progress_tenths,
  CASE
    WHEN NOT hold AND year > at_year AND short > slack
    THEN (
      CASE
        WHEN (
          reach - found
        ) BETWEEN -2000000000000000000 AND 2000000000000000000
        AND (
          year - at_year
        ) <= 2000000000000000000
        THEN CAST((
          CAST((
            reach - found
          ) AS BIGINT) * 2 + CASE
            WHEN (
              reach - found
            ) < 0
            THEN -CAST((
              year - at_year
            ) AS BIGINT)
            ELSE CAST((
              year - at_year
            ) AS BIGINT)
          END
        ) DIV NULLIF(CAST((
          year - at_year
        ) AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST((
            reach - found
          ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
            reach - found
          ) < 0 THEN -(
            year - at_year
          ) ELSE (
            year - at_year
          ) END
        ) DIV NULLIF(CAST((
          year - at_year
        ) AS DECIMAL(38, 0)) * 2, 0)
      END
    )
  END AS pace_needed,
  CASE
    WHEN NOT hold
    THEN (
      CASE
        WHEN (
          passed * 1000
        ) BETWEEN -2000000000000000000 AND 2000000000000000000 AND span <= 2000000000000000000
        THEN CAST((
          CAST((
            passed * 1000
          ) AS BIGINT) * 2 + CASE WHEN (
            passed * 1000
          ) < 0 THEN -CAST(span AS BIGINT) ELSE CAST(span AS BIGINT) END
        ) DIV NULLIF(CAST(span AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST((
            passed * 1000
          ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
            passed * 1000
          ) < 0 THEN -span ELSE span END
        ) DIV NULLIF(CAST(span AS DECIMAL(38, 0)) * 2, 0)
      END
    )
  END AS time_tenths
FROM measured;
