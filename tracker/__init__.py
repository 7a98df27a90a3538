"""Every recommendation to its impact, and the impact back to the family (BR-50 to BR-54)."""
