"""The board: a room in a browser, drawn on the server, without script, with nothing fetched from elsewhere."""
