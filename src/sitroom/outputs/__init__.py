"""What people and programs see: command line, board, API, brief."""
