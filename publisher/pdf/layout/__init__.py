"""The layout engine: from the document to laid-out pages. Only here the engine is known."""
