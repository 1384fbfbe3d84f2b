"""What volunteers print themselves, at home and at the office."""
