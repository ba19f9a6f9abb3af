"""The one page: its shell, what fills its places, and the address that decides what they show."""
