"""The tracker as a workbook: written out for those who work in Excel, and brought in from where it was kept before."""
