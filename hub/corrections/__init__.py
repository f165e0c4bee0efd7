"""Correct facts: what is corrected is published at once, in every language, and drafts keep everything else (DESIGN §4, "Correct facts")."""
