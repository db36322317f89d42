"""One blob of bytes for a component, as the core writes it."""

from lstm_core.browser.blob import blob as blob
