"""The teams of the service."""
