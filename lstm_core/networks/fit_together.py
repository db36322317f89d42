"""Whether the parts of a network fit each other."""

from lstm_core.networks.parts import Parts


def check_network(network: Parts) -> None:
    """ValueError, in a sentence, where the sizes of a network's parts do not fit each other."""
    if not network.layers:
        raise ValueError("a network has at least one layer")
    W, b = network.readout_W, network.readout_b
    size, count = _read_size(network), len(network.answers)
    if not _are_names(network.answers):
        raise ValueError("a network's outputs are a list of different names, at least one")
    if network.output not in ("choice", "number"):
        raise ValueError(f'a network\'s output is a "choice" or a "number", got {network.output!r:.40}')
    if network.reverse and len(network.reverse) != len(network.layers):
        raise ValueError(
            f"each of {len(network.layers)} layers has a reverse half, or none; got {len(network.reverse)}"
        )
    for k, (cell, weights) in enumerate(network.layers):
        if cell.spatial != network.cell.spatial or (cell.spatial and network.vocabulary):
            raise ValueError(
                f"layer {k} ({cell.title}): spatial cells read images, or the maps of another spatial cell"
            )
        input_size, hidden_size = cell.sizes(weights)
        if input_size not in (None, size):
            raise ValueError(f"layer {k} ({cell.title}) reads {input_size} inputs, but gets {size}")
        size = hidden_size
        if network.reverse:
            other, weights = network.reverse[k]
            if other.spatial != cell.spatial or other.sizes(weights) != (input_size, hidden_size):
                raise ValueError(f"layer {k}: its reverse half reads and has as many numbers as its forward half")
            size = 2 * hidden_size
    if W.shape != (count, size) or b.shape != (count,):
        raise ValueError(f"the readout has shapes {(count, size)} and {(count,)}, got {W.shape}, {b.shape}")
    dtypes = {str(array.dtype) for array in network.parameters.values()}
    if not dtypes <= {"float32"} and not dtypes <= {"float64"}:
        raise ValueError(f"all parameters of a network are float32, or all float64; got {', '.join(sorted(dtypes))}")


def _read_size(network: Parts) -> int:
    """D of the first layer, once what the network reads fits together."""
    words, table, size = network.vocabulary, network.embedding, network.input_size
    if size is not None:
        if words or table is not None or not isinstance(size, int) or isinstance(size, bool) or size < 1:
            raise ValueError(
                "a network that reads numbers has an input_size of at least 1, no vocabulary, no embedding"
            )
        return size
    if not _are_names(words):
        raise ValueError("a network's vocabulary is a list of different words, at least one")
    if table is not None and (table.ndim != 2 or len(table) != len(words)):
        raise ValueError(f"the embedding has shape (V, E) with V = {len(words)}, got {table.shape}")
    return len(words) if table is None else table.shape[1]


def _are_names(names: tuple) -> bool:
    return bool(names) and all(isinstance(name, str) for name in names) and len(set(names)) == len(names)
