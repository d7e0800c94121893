"""Projects, their milestones, objectives and demand."""

PROJECTS = """
SELECT DISTINCT p.id, p.name AS title, p.code, p.status, p.priority, p.time_rag, p.time_figure, p.time_reason,
  p.time_constraint, p.resource_rag, p.resource_figure, p.resource_reason, p.resource_constraint, p.scope_rag,
  p.scope_figure, p.scope_reason, p.scope_constraint, p.baseline_end, p.forecast_end, p.budget, p.spend,
  p.expected_value, p.realised_value, p.currency, p.internal,
  (SELECT n.name FROM person n WHERE n.id = p.manager_id) AS manager
FROM project p JOIN project_customer l ON l.project_id = p.id
WHERE l.customer_id IN ({customers}) AND (p.status NOT IN ('completed', 'cancelled')
  OR COALESCE(p.forecast_end, p.baseline_end) BETWEEN :first AND :last)
ORDER BY p.name_sort, p.id
"""
MILESTONES = """
SELECT DISTINCT m.id, m.title, m.baseline, m.forecast, m.reached, p.name AS project, p.internal
FROM milestone m JOIN project p ON p.id = m.project_id JOIN project_customer l ON l.project_id = p.id
WHERE l.customer_id IN ({customers}) AND (m.reached BETWEEN :first AND :last
  OR (m.reached IS NULL AND COALESCE(m.forecast, m.baseline) <= :until))
ORDER BY COALESCE(m.reached, m.forecast, m.baseline), m.id
"""
OBJECTIVES = """
SELECT o.id, o.title, o.kind, o.measure, o.baseline, o.target, o.actual, o.strategy, o.it_strategy, o.investment,
  o.value, o.currency, o.due, o.status, o.internal, c.code AS customer,
  (SELECT n.name FROM person n WHERE n.id = o.business_owner_id) AS business_owner,
  (SELECT n.name FROM person n WHERE n.id = o.it_owner_id) AS it_owner
FROM objective o JOIN agreement a ON a.id = o.agreement_id JOIN customer c ON c.id = a.customer_id
WHERE a.customer_id IN ({customers}) AND a.ended IS NULL ORDER BY c.code, o.position, o.id
"""
DEMANDS = """
SELECT d.id, d.title, d.kind, d.horizon, d.state, d.state_reason, d.internal,
  COALESCE(d.score_override, j.score) AS score,
  c.code AS customer, (SELECT s.name FROM service s WHERE s.id = d.service_id) AS service,
  (SELECT p.name FROM project p WHERE p.id = d.project_id) AS project
FROM demand d JOIN customer c ON c.id = d.customer_id LEFT JOIN demand_projection j ON j.demand_id = d.id
WHERE d.customer_id IN ({customers}) AND d.state <> 'draft'
  AND (d.state NOT IN ('completed', 'rejected') OR d.updated_at >= :first)
ORDER BY CASE WHEN COALESCE(d.score_override, j.score) IS NULL THEN 1 ELSE 0 END,
  COALESCE(d.score_override, j.score) DESC, d.title, d.id
"""
