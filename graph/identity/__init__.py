"""Which mentions are one entity: organisations, people, and what people decided about them."""
