"""The ontology, the vocabulary, the shapes and the questions, as files beside this one."""
