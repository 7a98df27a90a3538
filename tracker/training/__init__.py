"""What people need to learn: the Workforce Development Lead's list, fed by reviews and by managers (BR-11)."""
