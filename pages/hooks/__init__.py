"""Health, and the doors that providers knock on."""
