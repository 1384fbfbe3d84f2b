"""The structure tree: from laid-out boxes to tags that a screen reader follows."""
