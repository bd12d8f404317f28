"""Article -> Document: paragraphs, sentences, tokens, quotations."""
