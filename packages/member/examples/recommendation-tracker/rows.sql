-- Invented rows. What must never leave the database has the letters zq7 in it where a text has room for them.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 48)
INSERT INTO recommendation (id, country, organization, year, election_type, primary_area, primary_subtopic, secondary_area, text, action_required, priority, responsible, implementation_status, status_checked, internal_comment, entered_by, published)
SELECT i,
  CASE i % 5 WHEN 0 THEN 'Georgia' WHEN 1 THEN 'Moldova' WHEN 2 THEN 'Ukraine' WHEN 3 THEN 'Armenia' ELSE 'Elsewhere' END, CASE i % 3 WHEN 0 THEN 'Fair Elections Network' WHEN 1 THEN 'Committee of Voters' ELSE 'Partner X' END, CASE WHEN i % 11 = 0 THEN NULL WHEN i % 13 = 0 THEN 0 ELSE 2012 + i % 9 END, 'Parliamentary',
  CASE i % 6 WHEN 0 THEN 'Election administration' WHEN 1 THEN 'Observation' WHEN 2 THEN 'Voter registration' WHEN 3 THEN 'Complaints and appeals' WHEN 4 THEN 'Voting abroad' ELSE 'A new area' END, 'Transparency', CASE i % 4 WHEN 0 THEN 'Media' WHEN 1 THEN 'Observation' WHEN 2 THEN '' END,
  'Recommendation no. ' || i || ': Закон', CASE i % 4 WHEN 0 THEN 'Legal change; Practice / Implementation' WHEN 1 THEN 'Legal change;' WHEN 2 THEN ' Sub-legal change ; Legal change' END, CASE i % 4 WHEN 0 THEN 'High' WHEN 1 THEN 'Medium' WHEN 2 THEN 'Low' ELSE 'Urgent!' END,
  CASE i % 5 WHEN 0 THEN 'Parliament;Election Management Body' WHEN 1 THEN 'Political parties; Media; Parliament' WHEN 2 THEN 'The President' WHEN 3 THEN '' END, CASE i % 5 WHEN 0 THEN 'Not implemented' WHEN 1 THEN 'Partially implemented' WHEN 2 THEN 'Fully implemented' WHEN 3 THEN 'Unclear' END, CASE WHEN i % 5 < 4 AND i % 2 = 0 THEN 1700000000 + i * 86400 END,
  'zq7', 'zq7@example.org', CASE i % 7 WHEN 0 THEN NULL WHEN 1 THEN 'no' ELSE 'yes' END
FROM n;
INSERT INTO recommendation (id, country, organization, year, text, published) VALUES (900, 'Georgia', 'Fair Elections Network', 2020, 'zq7 draft', 'draft');
