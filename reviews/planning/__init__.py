"""Planning of reviews: one or a batch, who reviews whom, samples, calibration, re-audits, deadlines."""
