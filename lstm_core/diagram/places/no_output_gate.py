"""The peephole LSTM that shows all of its memory."""

from lstm_core.diagram.places.lstm_like import lstm_like, sums_of

PLACES = lstm_like(sums_of("fig", peepholes=True), peepholes=True)
