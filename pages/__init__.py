"""Everything that people and providers reach over HTTP."""
