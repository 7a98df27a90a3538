"""What an authority knows of its people, kept with its history: children, contacts, staff, teams, casework."""
