"""Documents to claims: one extractor a kind of document, none of which sees the store."""
