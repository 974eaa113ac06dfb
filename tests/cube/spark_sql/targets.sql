-- makes target_paced
WITH asked AS (
  SELECT
    t.code,
    t.indicator,
    t.year,
    t.base_year,
    t.tolerance,
    t.multiplier,
    t.start,
    t.reference,
    t.sense,
    t.hold,
    t.assigned,
    t.about,
    i.kind,
    a.ix AS area,
    y.at_year,
    (
      (
        (
          a.ix * 10000 + t.indicator
        ) * 10000 + t.breakdown
      ) * 10000 + t.base_year
    ) AS series,
    (
      (
        (
          a.ix * 10000 + t.compare_indicator
        ) * 10000 + t.compare_breakdown
      ) * 10000 + 2020
    ) AS compare_series,
    GREATEST(t.year - t.base_year, 0) AS span,
    LEAST(GREATEST(y.at_year - t.base_year, 0), GREATEST(t.year - t.base_year, 0)) AS passed
  FROM targets AS t
  LEFT JOIN indicator AS i
    ON i.ix = t.indicator
  CROSS JOIN area AS a
  CROSS JOIN judged_year AS y
  WHERE
    a.judged
), now_known AS (
  SELECT
    k.*,
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
    CASE k.reference WHEN 'base' THEN s.base_value WHEN 'compare' THEN c.value ELSE 0 END AS started
  FROM asked AS k
  LEFT JOIN stood AS s
    ON s.series = k.series AND s.at_year = k.at_year
  LEFT JOIN stood AS c
    ON c.series = k.compare_series AND c.at_year = k.at_year
), reached AS (
  SELECT
    *,
    CASE
      WHEN assigned
      THEN (
        (
          CAST((
            started * CAST(multiplier AS DECIMAL(38, 0))
          ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
            started * CAST(multiplier AS DECIMAL(38, 0))
          ) < 0 THEN -1000000000 ELSE 1000000000 END
        ) DIV NULLIF(1000000000 * 2, 0)
      ) + start
    END AS asked_for
  FROM now_known
), bounded AS (
  SELECT
    *,
    CASE
      WHEN reference <> 'base' OR NOT kind IN ('share', 'rate', 'level', 'count')
      THEN asked_for
      WHEN kind = 'share' AND asked_for > 100000000
      THEN 100000000
      WHEN asked_for < 0
      THEN 0
      ELSE asked_for
    END AS reach
  FROM reached
), measured AS (
  SELECT
    *,
    CAST((
      CASE sense WHEN 1 THEN reach - found WHEN -1 THEN found - reach ELSE ABS(found - reach) END
    ) AS DECIMAL(38, 0)) AS short,
    CAST((
      CASE sense WHEN 1 THEN reach - base_value WHEN -1 THEN base_value - reach ELSE ABS(base_value - reach) END
    ) AS DECIMAL(38, 0)) AS way,
    COALESCE(
      tolerance,
      CASE
        WHEN about
        THEN (
          (
            CAST((
              ABS(CAST(reach AS DECIMAL(38, 0))) * 5
            ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
              ABS(CAST(reach AS DECIMAL(38, 0))) * 5
            ) < 0 THEN -100 ELSE 100 END
          ) DIV NULLIF(100 * 2, 0)
        )
        ELSE 0
      END
    ) AS slack
  FROM bounded
), reasoned AS (
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
    END AS paced_reason
  FROM measured
)
SELECT
  *,
  CASE paced_reason
    WHEN 'target_not_assigned'
    THEN 'not_due'
    WHEN 'no_indicator'
    THEN 'not_monitorable'
    WHEN 'no_comparator'
    THEN COALESCE(
      (
        CASE compare_why
          WHEN ''
          THEN ''
          WHEN 'not_applicable'
          THEN 'not_monitorable'
          WHEN 'period_not_come'
          THEN 'not_due'
          ELSE 'no_data'
        END
      ),
      'not_monitorable'
    )
    WHEN 'held'
    THEN 'met'
    WHEN 'not_held'
    THEN 'not_met'
    WHEN 'reached_early'
    THEN 'met_early'
    WHEN 'reached'
    THEN 'met'
    WHEN 'missed'
    THEN 'not_met'
    WHEN 'no_base_for_pace'
    THEN 'hard'
    WHEN 'on_pace'
    THEN 'expected'
    WHEN 'behind_pace'
    THEN 'hard'
    ELSE CASE
      WHEN found IS NULL
      THEN (
        CASE why
          WHEN ''
          THEN ''
          WHEN 'not_applicable'
          THEN 'not_monitorable'
          WHEN 'period_not_come'
          THEN 'not_due'
          ELSE 'no_data'
        END
      )
      ELSE 'no_data'
    END
  END AS paced_state,
  CASE
    WHEN NOT hold
    THEN base_value + (
      (
        CAST((
          (
            reach - base_value
          ) * passed
        ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
          (
            reach - base_value
          ) * passed
        ) < 0 THEN -span ELSE span END
      ) DIV NULLIF(span * 2, 0)
    )
  END AS pace_expected,
  CASE
    WHEN NOT hold AND way > 0
    THEN (
      (
        CAST((
          (
            way - short
          ) * 1000
        ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
          (
            way - short
          ) * 1000
        ) < 0 THEN -way ELSE way END
      ) DIV NULLIF(way * 2, 0)
    )
  END AS progress_tenths,
  CASE
    WHEN NOT hold AND year > at_year AND short > slack
    THEN (
      (
        CAST((
          reach - found
        ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
          reach - found
        ) < 0 THEN -(
          year - at_year
        ) ELSE (
          year - at_year
        ) END
      ) DIV NULLIF((
        year - at_year
      ) * 2, 0)
    )
  END AS pace_needed,
  CASE
    WHEN NOT hold
    THEN (
      (
        CAST((
          passed * 1000
        ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
          passed * 1000
        ) < 0 THEN -span ELSE span END
      ) DIV NULLIF(span * 2, 0)
    )
  END AS time_tenths
FROM reasoned;
