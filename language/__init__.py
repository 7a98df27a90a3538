"""Languages, catalogues, digits, dates and direction."""
