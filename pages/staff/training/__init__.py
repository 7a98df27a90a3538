"""What people need to learn, for the Workforce Development Lead."""
