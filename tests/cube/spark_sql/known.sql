-- answers
SELECT
  i.name_zh,
  o.year,
  o.value,
  i.unit
FROM observations AS o
JOIN indicator AS i
  ON i.ix = o.indicator
JOIN breakdown AS b
  ON b.ix = o.breakdown
JOIN area AS a
  ON a.ix = o.area
WHERE
  a.code = ? AND b.key = '' AND NOT o.value IS NULL AND o.status <> 'I'
ORDER BY
  i.name_zh NULLS LAST,
  o.year NULLS LAST;
