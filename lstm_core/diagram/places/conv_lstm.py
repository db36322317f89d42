"""The peephole LSTM, at every pixel."""

from lstm_core.diagram.places.lstm_like import lstm_like, sums_of

CONVOLVED = {"W_x": "conv(W_x", " @ x": ", x)", "W_h": "conv(W_h", " @ h_prev": ", h_prev)"}
SUMS = sums_of("figo", peepholes=True)
for product, convolution in CONVOLVED.items():
    SUMS = {name: text.replace(product, convolution) for name, text in SUMS.items()}

PLACES = lstm_like(SUMS, peepholes=True)
