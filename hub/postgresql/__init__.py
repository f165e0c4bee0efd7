"""A database of Django's (``settings.DATABASES``): its own PostgreSQL, with patience that has an end."""
