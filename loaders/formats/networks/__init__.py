"""Networks that others drew: their elements and connections become organizations and declared ties."""
