"""Keeping what the hub holds: backups, bringing one back, changing to a new release, and the list of what must not come back
(``docs/decisions/0013-backups.md``, ``0014-the-list-of-what-was-withdrawn.md``)."""
