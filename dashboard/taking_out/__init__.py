"""What leaves the page: pictures, tables, text and print sheets, made from the scene that the page shows."""
