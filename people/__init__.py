"""Who is who: staff, roles, need-to-know, children and the audit trail."""
