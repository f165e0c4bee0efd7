"""What the hub adds to Wagtail's page editor."""
