"""What each name of a cell is called in the browser, as the core says it."""

from lstm_core.browser.names import names as names
