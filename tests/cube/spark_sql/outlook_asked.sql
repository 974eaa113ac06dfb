-- answers
WITH seen AS (
  SELECT
    f.no,
    j.area,
    j.at_year,
    f.indicator,
    f.breakdown,
    CAST(j.reach AS BIGINT) AS reach,
    CAST(j.slack AS BIGINT) AS slack,
    j.sense,
    j.hold,
    j.year AS target_year
  FROM target_paced AS j
  JOIN followed AS f
    ON f.source = j.code AND f.what = 'target'
  WHERE
    j.area BETWEEN 0 AND 9
  UNION ALL
  SELECT
    f.no,
    d.area,
    d.at_year,
    f.indicator,
    f.breakdown,
    CAST(CASE
      WHEN d.direction <> 'curb'
      THEN d.base_raw
      WHEN d.prior_raw IS NULL OR d.base_from <> 2020
      THEN NULL
      WHEN d.base_raw <= d.prior_raw
      THEN d.base_raw
      ELSE d.base_raw + (
        CASE
          WHEN (
            (
              d.base_raw - d.prior_raw
            ) * (
              2025 - d.base_from
            )
          ) BETWEEN -2000000000000000000 AND 2000000000000000000
          AND 5 <= 2000000000000000000
          THEN CAST((
            CAST((
              (
                d.base_raw - d.prior_raw
              ) * (
                2025 - d.base_from
              )
            ) AS BIGINT) * 2 + CASE
              WHEN (
                (
                  d.base_raw - d.prior_raw
                ) * (
                  2025 - d.base_from
                )
              ) < 0
              THEN -CAST(5 AS BIGINT)
              ELSE CAST(5 AS BIGINT)
            END
          ) DIV NULLIF(CAST(5 AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
          ELSE (
            CAST((
              (
                d.base_raw - d.prior_raw
              ) * (
                2025 - d.base_from
              )
            ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
              (
                d.base_raw - d.prior_raw
              ) * (
                2025 - d.base_from
              )
            ) < 0 THEN -5 ELSE 5 END
          ) DIV NULLIF(CAST(5 AS DECIMAL(38, 0)) * 2, 0)
        END
      )
    END AS BIGINT) AS reach,
    CAST(CASE
      WHEN d.direction = 'hold' AND NOT d.better IN ('up', 'down')
      THEN (
        CASE
          WHEN (
            ABS(d.base_raw) * 5
          ) BETWEEN -2000000000000000000 AND 2000000000000000000 AND 100 <= 2000000000000000000
          THEN CAST((
            CAST((
              ABS(d.base_raw) * 5
            ) AS BIGINT) * 2 + CASE WHEN (
              ABS(d.base_raw) * 5
            ) < 0 THEN -CAST(100 AS BIGINT) ELSE CAST(100 AS BIGINT) END
          ) DIV NULLIF(CAST(100 AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
          ELSE (
            CAST((
              ABS(d.base_raw) * 5
            ) AS DECIMAL(38, 0)) * 2 + CASE WHEN (
              ABS(d.base_raw) * 5
            ) < 0 THEN -100 ELSE 100 END
          ) DIV NULLIF(CAST(100 AS DECIMAL(38, 0)) * 2, 0)
        END
      )
      ELSE 0
    END AS BIGINT) AS slack,
    CASE
      WHEN d.direction = 'up'
      THEN 1
      WHEN d.direction IN ('down', 'curb')
      THEN -1
      WHEN d.better = 'up'
      THEN 1
      WHEN d.better = 'down'
      THEN -1
      ELSE 0
    END AS sense,
    d.direction = 'hold' AS hold,
    2025 AS target_year
  FROM direction_judged AS d
  JOIN followed AS f
    ON f.source = d.code AND f.what = 'direction'
  WHERE
    d.area BETWEEN 0 AND 9
)
SELECT
  no,
  area,
  at_year,
  indicator,
  breakdown,
  reach,
  slack,
  sense,
  hold,
  target_year
FROM seen
ORDER BY
  no NULLS LAST,
  area NULLS LAST,
  at_year NULLS LAST;
