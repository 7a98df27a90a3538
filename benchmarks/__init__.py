"""The figures that the design holds to, measured as ratios in one run."""
