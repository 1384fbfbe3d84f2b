"""Files that people write by hand (YAML), read strictly: field types, line numbers, messages in plain words."""
