"""The call screen: what to read out, what they say, and what is kept of it while they speak."""
