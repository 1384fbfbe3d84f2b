"""Words that every room shares: findings, errors, units, paths, version."""
