"""“You said, we did”: what families told us and what came of it, written by us, released by a Head (BR-54, BR-71)."""
