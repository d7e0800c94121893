"""Services, their measures and the changes to them."""

MEASURES = """
SELECT p.id, s.name AS service, c.code AS customer, p.priority, m.period, m.level,
  COALESCE(m.target, p.level_target) AS target, m.satisfaction, COALESCE(m.cost, p.cost) AS cost, m.currency
FROM subscription p JOIN service s ON s.id = p.service_id JOIN customer c ON c.id = p.customer_id
JOIN service_measure m ON m.subscription_id = p.id
WHERE p.customer_id IN ({customers}) AND m.period >= :since AND m.period <= :until
ORDER BY s.name_sort, c.code, m.period
"""
SUBSCRIPTIONS = """
SELECT p.id, s.name AS service, c.code AS customer, p.priority, p.level_target AS target, p.cost, p.currency, p.users
FROM subscription p JOIN service s ON s.id = p.service_id JOIN customer c ON c.id = p.customer_id
WHERE p.customer_id IN ({customers}) AND (p.active_from IS NULL OR p.active_from <= :last)
  AND (p.active_until IS NULL OR p.active_until >= :first)
ORDER BY s.name_sort, c.code
"""
CHANGES = """
SELECT DISTINCT h.id, h.code, h.title, h.type, h.impact, h.likelihood, h.risk, h.window_start, h.window_end, h.zone,
  h.state, h.told, h.internal
FROM change h JOIN change_customer l ON l.change_id = h.id
WHERE l.customer_id IN ({customers}) AND h.window_start >= :first AND h.window_start < :until
ORDER BY h.window_start, h.id
"""
