"""The front door: the ``partners`` command. It reads arguments, calls the other rooms and prints their frames."""
