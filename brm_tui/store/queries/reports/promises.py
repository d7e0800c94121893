"""What was promised, met about and comes next."""

ACTIONS = """
SELECT a.id, a.title, a.status, a.status_reason, a.due, a.done, a.promised_by, a.carried_over, a.internal,
  c.code AS customer, (SELECT n.name FROM person n WHERE n.id = a.assignee_id) AS assignee
FROM action a JOIN customer c ON c.id = a.customer_id
WHERE a.customer_id IN ({customers}) AND (a.status NOT IN ('done', 'cancelled', 'backlog')
  OR (a.status = 'done' AND a.done BETWEEN :first AND :last))
ORDER BY CASE WHEN a.status = 'done' THEN 1 ELSE 0 END, CASE WHEN a.due IS NULL THEN 1 ELSE 0 END, a.due, a.id
"""
MEETINGS = """
SELECT DISTINCT m.id, e.title, m.occurrence, m.state, m.decisions, e.internal
FROM meeting m JOIN event e ON e.id = m.event_id JOIN event_customer l ON l.event_id = e.id
WHERE l.customer_id IN ({customers}) AND m.occurrence >= :first AND m.occurrence < :after
ORDER BY m.occurrence, m.id
"""
COMING = """
SELECT DISTINCT o.event_id || o.original_start AS id, e.title, o.start, o.all_day, e.place, e.internal
FROM occurrence o JOIN event e ON e.id = o.event_id JOIN event_customer l ON l.event_id = e.id
WHERE l.customer_id IN ({customers}) AND o.start >= :from AND o.start < :until AND e.status <> 'cancelled'
  AND e.source_calendar_id IS NULL
ORDER BY o.start, o.event_id LIMIT 12
"""
TOUCHES = """
SELECT t.id, t.at, t.channel, t.direction, t.summary AS title, t.sentiment, t.internal,
  (SELECT n.name FROM person n WHERE n.id = t.by_id) AS by_name
FROM touch t WHERE t.customer_id IN ({customers}) AND t.at < :after ORDER BY t.at DESC, t.id LIMIT 15
"""
