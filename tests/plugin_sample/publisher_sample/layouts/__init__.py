"""The folder of the layouts: each is a folder with a layout.toml."""
