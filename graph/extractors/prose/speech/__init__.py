"""Who said what, about whom."""
