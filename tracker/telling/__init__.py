"""The impact back to the family: you said, this changed; in private, by the way that is safe now (BR-54)."""
