"""The example that ships: the network of the France sentences, as a file of PyTorch.

python -m ui.lessons.your_model.example
"""

from lstm_core import load_run
from ui.lessons.your_model.dropped.sources import SHIPPED
from ui.places import ASSETS

NAME = "france.pt"


def main() -> None:
    """Export it: 64 units in single precision."""
    load_run(ASSETS / "runs" / "france-lstm-0").network.export(SHIPPED / NAME)
    print(f"{NAME}: {(SHIPPED / NAME).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
