"""Children's records: who they are, who works with them, who is around them, and every change."""
