"""The LSTM whose input gate also says how much is kept."""

from lstm_core.diagram.places.lstm_like import lstm_like, sums_of

PLACES = lstm_like(sums_of("igo"), coupled=True)
