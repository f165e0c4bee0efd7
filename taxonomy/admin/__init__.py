"""The taxonomy in the admin: the table of labels, concepts, areas."""
