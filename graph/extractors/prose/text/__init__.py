"""How a document's text is taken apart: its story, its tokens, its sentences, its direct speech."""
