"""Every figure, one function each: from a choice to what is shown."""
