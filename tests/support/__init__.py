"""Helpers of the tests: what they ask of outside programs, and how pictures and texts are compared with golden ones."""
