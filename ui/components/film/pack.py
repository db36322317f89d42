"""A film as one blob of bytes, as the core packs it."""

from lstm_core.browser.film_message import pack as pack
