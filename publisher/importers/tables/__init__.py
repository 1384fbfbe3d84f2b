"""Tables: spreadsheets and CSV files -> the sessions of a programme."""
