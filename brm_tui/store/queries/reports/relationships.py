"""Who stands for whom, and how the relationship is."""

PEOPLE = """
SELECT r.id, n.name, n.title, n.email, r.role, r."primary", r.influence, r.interest, r.engagement_now,
  r.engagement_wanted, c.code AS customer
FROM contact_role r JOIN person n ON n.id = r.person_id JOIN customer c ON c.id = r.customer_id
WHERE r.customer_id IN ({customers}) AND (r.active_until IS NULL OR r.active_until >= :today)
  AND (n.active_until IS NULL OR n.active_until >= :today)
ORDER BY c.code, r."primary" DESC, r.role, n.name_sort, r.id
"""
REPRESENTATIONS = """
SELECT r.id, n.name, n.email, r.role, r.hours, r.active_from, c.code AS customer, n.training, n.training_refreshed
FROM representation r JOIN person n ON n.id = r.person_id JOIN customer c ON c.id = r.customer_id
WHERE r.customer_id IN ({customers}) AND (r.active_until IS NULL OR r.active_until >= :today)
ORDER BY c.code, r.role, n.name_sort, r.id
"""
RISKS = """
SELECT k.id, k.title, k.impact, k.likelihood, k.response, k.state, k.review, k.internal, c.code AS customer,
  (SELECT n.name FROM person n WHERE n.id = k.owner_id) AS owner
FROM risk k JOIN customer c ON c.id = k.customer_id
WHERE k.customer_id IN ({customers}) AND k.state <> 'closed'
ORDER BY COALESCE(k.impact, 0) * COALESCE(k.likelihood, 0) DESC, k.id
"""
MATURITY = """
SELECT m.side, m.level, m.date, m.customer_id FROM maturity m WHERE m.customer_id IN ({customers}) AND m.date <= :last
ORDER BY m.date, m.id
"""
AGREEMENTS = """
SELECT a.id, a.title, a.customer_id, c.code AS customer, a.term_start, a.term_end, a.review_date,
  (SELECT MAX(v.number) FROM agreement_version v WHERE v.agreement_id = a.id AND v.state = 'accepted') AS in_force,
  (SELECT MAX(v.effective) FROM agreement_version v WHERE v.agreement_id = a.id AND v.state = 'accepted') AS effective,
  (SELECT MAX(v.expires) FROM agreement_version v WHERE v.agreement_id = a.id AND v.state = 'accepted') AS expires,
  (SELECT MAX(v.number) FROM agreement_version v WHERE v.agreement_id = a.id AND v.state = 'proposed') AS proposed
FROM agreement a JOIN customer c ON c.id = a.customer_id
WHERE a.customer_id IN ({customers}) AND a.ended IS NULL ORDER BY c.code, a.id
"""
APPENDICES = """
SELECT x.id, x.kind, x.title, x.reference, x.valid_until, x.internal, c.code AS customer
FROM appendix x JOIN agreement a ON a.id = x.agreement_id JOIN customer c ON c.id = a.customer_id
WHERE a.customer_id IN ({customers}) AND a.ended IS NULL ORDER BY c.code, x.position, x.id
"""
PORTFOLIO = """
SELECT c.id, c.code, c.name, c.tier, c.status, p.open_actions, p.overdue_actions, p.last_contact_at, p.next_meeting_at,
  (SELECT MIN(n.name) FROM representation r JOIN person n ON n.id = r.person_id WHERE r.customer_id = c.id
    AND r.role = 'relationship manager' AND (r.active_until IS NULL OR r.active_until >= :today)) AS manager,
  (SELECT COUNT(*) FROM feedback f
    WHERE f.customer_id = c.id AND f.kind = 'complaint' AND f.closed IS NULL) AS complaints,
  c.maximum_days, p.health
FROM customer c LEFT JOIN customer_projection p ON p.customer_id = c.id
WHERE c.id IN ({customers}) ORDER BY c.name_sort, c.id
"""
EVIDENCE = """
SELECT c.id, c.code, c.name,
  (SELECT COUNT(*) FROM contact_role r
    WHERE r.customer_id = c.id AND (r.active_until IS NULL OR r.active_until >= :today)) AS contacts,
  (SELECT MIN(n.name) FROM representation r JOIN person n ON n.id = r.person_id WHERE r.customer_id = c.id
    AND r.role = 'relationship manager' AND (r.active_until IS NULL OR r.active_until >= :today)) AS manager,
  (SELECT COUNT(*) FROM forum f JOIN agreement a ON a.id = f.agreement_id
    WHERE a.customer_id = c.id AND a.ended IS NULL) AS forums,
  (SELECT COUNT(*) FROM touch t WHERE t.customer_id = c.id AND t.at >= :first AND t.at < :after) AS touches,
  (SELECT COUNT(*) FROM demand d WHERE d.customer_id = c.id) AS demands,
  (SELECT COUNT(DISTINCT m.id) FROM meeting m JOIN event_customer l ON l.event_id = m.event_id
    WHERE l.customer_id = c.id AND m.state = 'held' AND m.occurrence >= :first AND m.occurrence < :after) AS held,
  (SELECT COUNT(*) FROM service_measure m JOIN subscription p ON p.id = m.subscription_id
    WHERE p.customer_id = c.id AND m.period >= :first_month AND m.period <= :last_month) AS measures,
  (SELECT COUNT(*) FROM survey s WHERE s.customer_id = c.id AND s.date BETWEEN :first AND :last) AS surveys,
  (SELECT COUNT(*) FROM survey_response r JOIN survey s ON s.id = r.survey_id
    WHERE COALESCE(r.customer_id, s.customer_id) = c.id AND s.date BETWEEN :first AND :last) AS answers,
  (SELECT COUNT(*) FROM feedback f WHERE f.customer_id = c.id AND f.kind = 'complaint'
    AND f.received BETWEEN :first AND :last) AS complaints,
  (SELECT COUNT(*) FROM feedback f WHERE f.customer_id = c.id AND f.kind = 'complaint'
    AND f.received BETWEEN :first AND :last AND f.closed IS NOT NULL) AS closed,
  (SELECT COUNT(*) FROM feedback f WHERE f.customer_id = c.id AND f.kind = 'complaint' AND f.escalation > 0
    AND f.received BETWEEN :first AND :last) AS escalated,
  (SELECT COUNT(*) FROM handed_over_pack h
    WHERE h.customer_id = c.id AND h.handed_over BETWEEN :first AND :today) AS packs,
  (SELECT COUNT(*) FROM log_entry e WHERE e.customer_id = c.id AND e.kind = 'opportunity') AS opportunities
FROM customer c WHERE c.id IN ({customers}) ORDER BY c.name_sort, c.id
"""
