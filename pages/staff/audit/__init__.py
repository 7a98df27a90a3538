"""The audit trail on the screen: searched, and whether its chain is whole."""
