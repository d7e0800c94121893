"""What customers said, and what succeeded."""

FEEDBACK = """
SELECT f.id, f.kind, f.title, f.severity, f.state, f.received, f.due, f.closed, f.escalation, f.reopened, f.cause,
  f.remedy, f.resolution, f.internal, c.code AS customer,
  (SELECT s.name FROM service s WHERE s.id = f.service_id) AS service,
  (SELECT n.name FROM person n WHERE n.id = f.person_id) AS person,
  (SELECT a.title FROM action a WHERE a.id = f.action_id) AS action
FROM feedback f JOIN customer c ON c.id = f.customer_id
WHERE f.customer_id IN ({customers}) AND (f.received BETWEEN :first AND :last OR f.closed BETWEEN :first AND :last
  OR (f.closed IS NULL AND (f.received IS NULL OR f.received <= :last)))
ORDER BY f.received, f.id
"""
CAUSES = """
SELECT f.cause, COALESCE(s.name, '') AS service, COUNT(*) AS times
FROM feedback f LEFT JOIN service s ON s.id = f.service_id
WHERE f.customer_id IN ({customers}) AND f.kind = 'complaint' AND f.cause <> '' AND f.internal = 0
  AND f.received > :since AND f.received <= :last
GROUP BY f.cause, s.name HAVING COUNT(*) > 1 ORDER BY COUNT(*) DESC, f.cause
"""
SUCCESSES = """
SELECT s.id, s.title, s.story, s.value, s.currency, s.value_shown, s.evidence, s.date, s.internal, c.code AS customer
FROM success s JOIN customer c ON c.id = s.customer_id
WHERE s.customer_id IN ({customers}) AND s.date BETWEEN :first AND :last ORDER BY s.date, s.id
"""
SOURCES = """
SELECT x.success_id, e.kind, e.title, e.date, e.internal
FROM success_source x JOIN log_entry e ON e.id = x.log_entry_id JOIN success s ON s.id = x.success_id
WHERE s.customer_id IN ({customers}) AND s.date BETWEEN :first AND :last ORDER BY e.date, e.id
"""
LOG = """
SELECT e.id, e.kind, e.title, e.date, e.state, e.internal, c.code AS customer
FROM log_entry e JOIN customer c ON c.id = e.customer_id
WHERE e.customer_id IN ({customers}) AND e.state = 'open' ORDER BY e.date, e.id
"""
SURVEYS = """
SELECT s.id, s.name AS title, s.method, s.date, s.invited, s.sample, s.question, COALESCE(c.code, '') AS customer,
  r.score, r.internal, r.id AS response
FROM survey s LEFT JOIN customer c ON c.id = s.customer_id LEFT JOIN survey_response r ON r.survey_id = s.id
WHERE (s.customer_id IN ({customers}) OR (s.customer_id IS NULL AND r.customer_id IN ({customers})))
  AND s.date BETWEEN :since AND :last ORDER BY s.date DESC, s.id
"""
