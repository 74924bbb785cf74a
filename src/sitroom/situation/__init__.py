"""What many reports say together. Pure functions of values; never imports store."""
