"""Shared by all packages: findings, errors, units, paths, version."""
