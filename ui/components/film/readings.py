"""How to read a film, in sentences of the core."""

from lstm_core.browser.readings import readings as readings
from lstm_core.browser.readings import versus as versus
