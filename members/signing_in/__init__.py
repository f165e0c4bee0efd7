"""Signing in to the admin: the password, the second step, a new password by mail (docs/decisions/0012-signing-in.md)."""
