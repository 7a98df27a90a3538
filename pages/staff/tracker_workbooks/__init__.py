"""The tracker as a workbook: taken out, and brought in."""
