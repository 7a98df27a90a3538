"""What is to be asked now and what was forgotten, as it stands on Home and on a child's page."""
