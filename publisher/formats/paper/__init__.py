"""Files that volunteers print themselves, at home and at the office."""
