"""Who works here: added, corrected, away, gone."""
