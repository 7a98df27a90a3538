"""Paper: QR codes, letters, posters and cards, in every language's script, set by Typst."""
