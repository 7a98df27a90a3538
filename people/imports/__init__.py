"""An authority brought in from the files that it has: persons, staff, teams, involvements, events and contacts."""
