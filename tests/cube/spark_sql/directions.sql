-- makes direction_judged
WITH known AS (
  SELECT
    t.code,
    t.direction,
    t.subject,
    t.first_indicator AS indicator,
    t.better,
    t.matched_on,
    t.grain,
    t.bound,
    NOT t.second_cell IS NULL AS two_sided,
    p.area,
    y.at_year,
    f.value AS first_value,
    f.year AS first_year,
    f.carried AS first_carried,
    f.numerator,
    f.denominator,
    s.value AS second_value,
    s.year AS second_year,
    s.carried AS second_carried,
    t.rare AND f.numerator + s.numerator < 10000000 AS few,
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
    CASE WHEN t.second_cell IS NULL THEN f.value ELSE f.value - s.value END AS now_raw,
    CASE WHEN t.second_cell IS NULL THEN f.base_value ELSE f.base_value - s.base_value END AS base_raw,
    CASE WHEN t.second_cell IS NULL THEN f.prior_value ELSE f.prior_value - s.prior_value END AS prior_raw,
    GREATEST(COALESCE(f.base_moment, 2020), COALESCE(s.base_moment, 2020)) AS base_from,
    CASE WHEN s.no_base = 'series_break' THEN s.no_base ELSE f.no_base END AS no_base
  FROM tracks AS t
  CROSS JOIN place AS p
  CROSS JOIN judged_year AS y
  LEFT JOIN stood AS f
    ON f.series = p.start + t.first_cell AND f.at_year = y.at_year
  LEFT JOIN stood AS s
    ON s.series = p.start + t.second_cell AND s.at_year = y.at_year
  WHERE
    t.kind = 'directional'
), rounded AS (
  SELECT
    *,
    (
      CASE
        WHEN (
          CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(now_raw) ELSE now_raw END
        ) BETWEEN -2000000000000000000 AND 2000000000000000000
        AND grain <= 2000000000000000000
        THEN CAST((
          CAST((
            CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(now_raw) ELSE now_raw END
          ) AS BIGINT) * 2 + CASE
            WHEN (
              CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(now_raw) ELSE now_raw END
            ) < 0
            THEN -CAST(grain AS BIGINT)
            ELSE CAST(grain AS BIGINT)
          END
        ) DIV NULLIF(CAST(grain AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST((
            CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(now_raw) ELSE now_raw END
          ) AS DECIMAL(38, 0)) * 2 + CASE
            WHEN (
              CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(now_raw) ELSE now_raw END
            ) < 0
            THEN -grain
            ELSE grain
          END
        ) DIV NULLIF(CAST(grain AS DECIMAL(38, 0)) * 2, 0)
      END
    ) AS now_value,
    (
      CASE
        WHEN (
          CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(base_raw) ELSE base_raw END
        ) BETWEEN -2000000000000000000 AND 2000000000000000000
        AND grain <= 2000000000000000000
        THEN CAST((
          CAST((
            CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(base_raw) ELSE base_raw END
          ) AS BIGINT) * 2 + CASE
            WHEN (
              CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(base_raw) ELSE base_raw END
            ) < 0
            THEN -CAST(grain AS BIGINT)
            ELSE CAST(grain AS BIGINT)
          END
        ) DIV NULLIF(CAST(grain AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
          CAST((
            CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(base_raw) ELSE base_raw END
          ) AS DECIMAL(38, 0)) * 2 + CASE
            WHEN (
              CASE WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match' THEN ABS(base_raw) ELSE base_raw END
            ) < 0
            THEN -grain
            ELSE grain
          END
        ) DIV NULLIF(CAST(grain AS DECIMAL(38, 0)) * 2, 0)
      END
    ) AS base_value,
    (
      CASE
        WHEN (
          CASE
            WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match'
            THEN ABS(prior_raw)
            ELSE prior_raw
          END
        ) BETWEEN -2000000000000000000 AND 2000000000000000000
        AND grain <= 2000000000000000000
        THEN CAST((
          CAST((
            CASE
              WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match'
              THEN ABS(prior_raw)
              ELSE prior_raw
            END
          ) AS BIGINT) * 2 + CASE
            WHEN (
              CASE
                WHEN subject IN ('gap:SEX', 'gap:URBANISATION') AND direction <> 'match'
                THEN ABS(prior_raw)
                ELSE prior_raw
              END
            ) < 0
            THEN -CAST(grain AS BIGINT)
            ELSE CAST(grain AS BIGINT)
          END
        ) DIV NULLIF(CAST(grain AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
        ELSE (
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
        ) DIV NULLIF(CAST(grain AS DECIMAL(38, 0)) * 2, 0)
      END
    ) AS prior_value,
    at_year - base_from AS since
  FROM known
)
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
      WHEN matched_on <> 'down' AND now_value >= 0
      THEN 'matched'
      WHEN matched_on = 'down' AND now_value <= 0
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
        CASE
          WHEN (
            ABS(base_value) * grain * 5
          ) BETWEEN -2000000000000000000 AND 2000000000000000000
          AND 100 <= 2000000000000000000
          THEN CAST((
            CAST((
              ABS(base_value) * grain * 5
            ) AS BIGINT) * 2 + CASE WHEN (
              ABS(base_value) * grain * 5
            ) < 0 THEN -CAST(100 AS BIGINT) ELSE CAST(100 AS BIGINT) END
          ) DIV NULLIF(CAST(100 AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
          ELSE (
            CAST((
              ABS(base_value) * grain * 5
            ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
              ABS(base_value) * grain * 5
            ) < 0 THEN -100 ELSE 100 END
          ) DIV NULLIF(CAST(100 AS DECIMAL(38, 0)) * 2, 0)
        END
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
FROM rounded;
