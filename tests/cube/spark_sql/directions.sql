-- makes direction_judged
WITH asked AS (
  SELECT
    t.code,
    t.direction,
    t.subject,
    t.first_indicator AS indicator,
    a.ix AS area,
    y.at_year,
    i.decimals,
    (
      (
        (
          a.ix * 10000 + t.first_indicator
        ) * 10000 + t.first_breakdown
      ) * 10000 + 2020
    ) AS first_series,
    (
      (
        (
          a.ix * 10000 + t.second_indicator
        ) * 10000 + t.second_breakdown
      ) * 10000 + 2020
    ) AS second_series,
    NOT t.second_indicator IS NULL AS two_sided,
    COALESCE(i.direction, 'none') AS indicator_direction,
    CASE
      WHEN t.subject = 'value' AND t.direction = 'up' AND i.kind = 'share'
      THEN 100000000
      WHEN t.subject = 'value' AND t.direction = 'down' AND i.kind IN ('share', 'rate', 'level', 'count')
      THEN 0
      WHEN t.subject IN ('gap:SEX', 'gap:URBANISATION') AND t.direction = 'down'
      THEN 0
    END AS bound,
    CASE WHEN t.subject IN ('gap:SEX', 'gap:URBANISATION') THEN 'down' ELSE i.direction END AS better,
    CAST(POWER(10, GREATEST(6 - i.decimals, 0)) AS BIGINT) AS grain,
    t.subject IN ('gap:SEX', 'gap:URBANISATION') AND i.small_count AS rare
  FROM tracks AS t
  LEFT JOIN indicator AS i
    ON i.ix = t.first_indicator
  CROSS JOIN area AS a
  CROSS JOIN judged_year AS y
  WHERE
    a.judged AND t.kind = 'directional'
), known AS (
  SELECT
    k.*,
    f.value AS first_value,
    f.year AS first_year,
    f.carried AS first_carried,
    f.numerator,
    f.denominator,
    s.value AS second_value,
    s.year AS second_year,
    s.carried AS second_carried,
    k.rare AND f.numerator + s.numerator < 10 * 1000000 AS few,
    CASE
      WHEN NOT f.value IS NULL
      THEN s.why
      WHEN NOT s.value IS NULL OR s.why IS NULL
      THEN f.why
      WHEN (
        CASE s.why WHEN 'not_applicable' THEN 3 WHEN 'period_not_come' THEN 2 ELSE 1 END
      ) < (
        CASE f.why WHEN 'not_applicable' THEN 3 WHEN 'period_not_come' THEN 2 ELSE 1 END
      )
      THEN s.why
      ELSE f.why
    END AS why,
    CASE WHEN k.two_sided THEN f.value - s.value ELSE f.value END AS now_raw,
    CASE WHEN k.two_sided THEN f.base_value - s.base_value ELSE f.base_value END AS base_raw,
    CASE WHEN k.two_sided THEN f.prior_value - s.prior_value ELSE f.prior_value END AS prior_raw,
    GREATEST(COALESCE(f.base_moment, 2020), COALESCE(s.base_moment, 2020)) AS base_from,
    CASE WHEN s.no_base = 'series_break' THEN s.no_base ELSE f.no_base END AS no_base
  FROM asked AS k
  LEFT JOIN stood AS f
    ON f.series = k.first_series AND f.at_year = k.at_year
  LEFT JOIN stood AS s
    ON s.series = k.second_series AND s.at_year = k.at_year
), rounded AS (
  SELECT
    *,
    (
      (
        CAST((
          CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(now_raw) ELSE now_raw END
        ) AS DECIMAL(38, 0)) * 2 + CASE
          WHEN (
            CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(now_raw) ELSE now_raw END
          ) < 0
          THEN -grain
          ELSE grain
        END
      ) DIV NULLIF(grain * 2, 0)
    ) AS now_value,
    (
      (
        CAST((
          CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(base_raw) ELSE base_raw END
        ) AS DECIMAL(38, 0)) * 2 + CASE
          WHEN (
            CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(base_raw) ELSE base_raw END
          ) < 0
          THEN -grain
          ELSE grain
        END
      ) DIV NULLIF(grain * 2, 0)
    ) AS base_value,
    (
      (
        CAST((
          CASE
            WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match'
            THEN ABS(prior_raw)
            ELSE prior_raw
          END
        ) AS DECIMAL(38, 0)) * 2 + CASE
          WHEN (
            CASE
              WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match'
              THEN ABS(prior_raw)
              ELSE prior_raw
            END
          ) < 0
          THEN -grain
          ELSE grain
        END
      ) DIV NULLIF(grain * 2, 0)
    ) AS prior_value,
    at_year - base_from AS since
  FROM known
), reasoned AS (
  SELECT
    *,
    CASE
      WHEN indicator IS NULL
      THEN 'no_indicator'
      WHEN NOT two_sided AND (
        subject <> 'value' OR direction = 'match'
      )
      THEN 'no_comparator'
      WHEN now_raw IS NULL
      THEN why
      WHEN few
      THEN 'too_few_cases'
      WHEN direction = 'match'
      THEN CASE
        WHEN indicator_direction <> 'down' AND now_value >= 0
        THEN 'matched'
        WHEN indicator_direction = 'down' AND now_value <= 0
        THEN 'matched'
        WHEN ABS(now_value) < ABS(base_value)
        THEN 'closing'
        ELSE 'behind'
      END
      WHEN since <= 0
      THEN 'base_year'
      WHEN base_value IS NULL
      THEN no_base
      WHEN direction = 'curb'
      THEN CASE
        WHEN now_value <= base_value
        THEN 'not_rising'
        WHEN prior_value IS NULL OR base_from <> 2020
        THEN 'no_earlier_pace'
        WHEN (
          now_value - base_value
        ) * 5 < (
          base_value - prior_value
        ) * since
        THEN 'curbed'
        WHEN (
          now_value - base_value
        ) * 5 = (
          base_value - prior_value
        ) * since
        THEN 'same_pace'
        ELSE 'not_curbed'
      END
      WHEN direction = 'narrow'
      THEN CASE
        WHEN ABS(now_value) < ABS(base_value)
        THEN 'narrowed'
        WHEN now_value = 0
        THEN 'no_gap'
        WHEN ABS(now_value) = ABS(base_value)
        THEN 'same'
        ELSE 'widened'
      END
      WHEN direction = 'hold'
      THEN CASE
        WHEN better = 'up' AND now_value >= base_value
        THEN 'kept'
        WHEN better = 'down' AND now_value <= base_value
        THEN 'kept'
        WHEN NOT better IN ('up', 'down')
        AND ABS(now_value - base_value) * grain <= (
          (
            CAST((
              ABS(base_value) * grain * 5
            ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
              ABS(base_value) * grain * 5
            ) < 0 THEN -100 ELSE 100 END
          ) DIV NULLIF(100 * 2, 0)
        )
        THEN 'kept'
        ELSE 'not_kept'
      END
      WHEN now_value = base_value
      THEN CASE
        WHEN direction = 'up' AND now_value * grain >= bound
        THEN 'at_bound'
        WHEN direction = 'down' AND now_value * grain <= bound
        THEN 'at_bound'
        ELSE 'same'
      END
      WHEN (
        now_value > base_value
      ) = (
        direction = 'up'
      )
      THEN 'better'
      ELSE 'worse'
    END AS reason
  FROM rounded
)
SELECT
  *,
  CASE
    WHEN reason IN ('no_indicator', 'no_comparator')
    THEN 'not_monitorable'
    WHEN now_raw IS NULL
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
    WHEN reason IN ('matched', 'not_rising', 'curbed', 'narrowed', 'no_gap', 'kept', 'better', 'at_bound')
    THEN 'met'
    WHEN reason IN ('closing', 'same_pace', 'same')
    THEN 'hard'
    WHEN reason IN ('behind', 'not_curbed', 'widened', 'not_kept', 'worse')
    THEN 'not_met'
    WHEN reason = 'base_year'
    THEN 'not_due'
    ELSE 'no_data'
  END AS state
FROM reasoned;
