"""NiceGUI screens for staff; no rules live here."""
