"""What the people who keep the site learn from the search: where help is missing, what their words change."""
