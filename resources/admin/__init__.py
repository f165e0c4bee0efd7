"""What editors of services see in the admin: fields by name rather than by code, lists of services and organisations."""
