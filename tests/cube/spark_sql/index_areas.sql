-- makes index_domain
SELECT
  s.area,
  s.at_year,
  s.domain,
  COALESCE(w.weight, 1000) AS weight,
  CAST((
    CASE
      WHEN (
        SUM(s.score * s.weight) FILTER(WHERE
          NOT s.score IS NULL AND s.weight > 0)
      ) BETWEEN -2000000000000000000 AND 2000000000000000000
      AND (
        SUM(s.weight) FILTER(WHERE
          NOT s.score IS NULL AND s.weight > 0)
      ) <= 2000000000000000000
      THEN CAST((
        CAST((
          SUM(s.score * s.weight) FILTER(WHERE
            NOT s.score IS NULL AND s.weight > 0)
        ) AS BIGINT) * 2 + CASE
          WHEN (
            SUM(s.score * s.weight) FILTER(WHERE
              NOT s.score IS NULL AND s.weight > 0)
          ) < 0
          THEN -CAST((
            SUM(s.weight) FILTER(WHERE
              NOT s.score IS NULL AND s.weight > 0)
          ) AS BIGINT)
          ELSE CAST((
            SUM(s.weight) FILTER(WHERE
              NOT s.score IS NULL AND s.weight > 0)
          ) AS BIGINT)
        END
      ) DIV NULLIF(CAST((
        SUM(s.weight) FILTER(WHERE
          NOT s.score IS NULL AND s.weight > 0)
      ) AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
      ELSE (
        CAST((
          SUM(s.score * s.weight) FILTER(WHERE
            NOT s.score IS NULL AND s.weight > 0)
        ) AS DECIMAL(38, 0)) * 2 + CASE
          WHEN (
            SUM(s.score * s.weight) FILTER(WHERE
              NOT s.score IS NULL AND s.weight > 0)
          ) < 0
          THEN -(
            SUM(s.weight) FILTER(WHERE
              NOT s.score IS NULL AND s.weight > 0)
          )
          ELSE (
            SUM(s.weight) FILTER(WHERE
              NOT s.score IS NULL AND s.weight > 0)
          )
        END
      ) DIV NULLIF(CAST((
        SUM(s.weight) FILTER(WHERE
          NOT s.score IS NULL AND s.weight > 0)
      ) AS DECIMAL(38, 0)) * 2, 0)
    END
  ) AS BIGINT) AS value,
  COUNT(*) FILTER(WHERE
    NOT s.score IS NULL AND s.weight > 0) AS scored,
  COUNT(*) AS items
FROM index_score AS s
LEFT JOIN index_weight AS w
  ON w.name = s.domain
GROUP BY
  s.area,
  s.at_year,
  s.domain,
  w.weight;
-- makes index_overall
SELECT
  area,
  at_year,
  CAST((
    CASE
      WHEN SUM(value * weight) BETWEEN -2000000000000000000 AND 2000000000000000000 AND SUM(weight) <= 2000000000000000000
      THEN CAST((
        CAST(SUM(value * weight) AS BIGINT) * 2 + CASE WHEN SUM(value * weight) < 0 THEN -CAST(SUM(weight) AS BIGINT) ELSE CAST(SUM(weight) AS BIGINT) END
      ) DIV NULLIF(CAST(SUM(weight) AS BIGINT) * 2, 0) AS DECIMAL(38, 0))
      ELSE (
        CAST(SUM(value * weight) AS DECIMAL(38, 0)) * 2 + CASE WHEN SUM(value * weight) < 0 THEN -SUM(weight) ELSE SUM(weight) END
      ) DIV NULLIF(CAST(SUM(weight) AS DECIMAL(38, 0)) * 2, 0)
    END
  ) AS BIGINT) AS value,
  COUNT(*) AS domains
FROM index_domain
WHERE
  NOT value IS NULL AND weight > 0
GROUP BY
  area,
  at_year;
