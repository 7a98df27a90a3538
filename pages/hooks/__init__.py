"""Health, and the webhooks that providers call."""
