"""Words for people: the translator, numbers and dates as a language writes them, messages with their places filled."""
