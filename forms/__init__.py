"""A form is data: schema, conversation, scales and the YAML definitions."""
