"""Questions read aloud: recorded or uploaded, played, replaced, taken away."""
