"""“You said, we did”: written from what came of families' words, translated, released by a Head."""
