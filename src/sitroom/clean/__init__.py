"""Page to text, and a kind and a reason for every line."""
