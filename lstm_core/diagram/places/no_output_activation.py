"""The peephole LSTM that shows its memory unsquashed."""

from lstm_core.diagram.places.lstm_like import lstm_like, sums_of

PLACES = lstm_like(sums_of("figo", peepholes=True), peepholes=True, linear="h")
