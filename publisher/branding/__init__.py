"""Brands for their makers: a new one from a name, a colour and a logo, and a sheet that shows one."""
