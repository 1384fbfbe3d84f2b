"""Calendars and schedules that programs export -> the sessions of a programme."""
