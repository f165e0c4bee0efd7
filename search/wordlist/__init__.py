"""Words across languages, learnt from the site's own translations: what a word of one language is called in another.

``learn`` makes a list for two languages from texts that exist in both, ``WordList`` is the file in which all lists lie, ``refresh`` keeps the site's
up to what is public.
"""

from search.wordlist.learning import Entries, learn
from search.wordlist.refreshing import refresh, site_words
from search.wordlist.store import Summary, WordList
from search.wordlist.texts import Text

__all__ = ["Entries", "Summary", "Text", "WordList", "learn", "refresh", "site_words"]
