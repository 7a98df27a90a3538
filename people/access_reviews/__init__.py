"""Access as it is gone through: each manager says of each person whether what they can see is right."""
