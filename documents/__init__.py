"""How files are made and read; knows no family and no review."""
