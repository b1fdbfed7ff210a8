"""Packages ready to be sent: one per leader, and one for the committee with its slides."""
