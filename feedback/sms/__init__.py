"""Text messages: what goes out, what comes in, and what stands in the way."""
