"""The translators' part of the admin."""
