"""Where editors read reports and answer them."""
