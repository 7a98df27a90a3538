"""What is put on paper: a review in Word, a meeting's reading pack, and the templates behind them."""
