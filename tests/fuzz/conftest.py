"""The fuzzer is a command, not a test, and needs an extra that the tests do without."""

collect_ignore = ["__main__.py", "harness.py"]
