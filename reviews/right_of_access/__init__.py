"""Somebody asks what is held about them: what there is, what is taken out and why, and the paper they are given."""
