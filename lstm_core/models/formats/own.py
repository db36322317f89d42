"""Our own networks, as `Network.save` writes them."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from lstm_core.models.contents import Contents, Format
from lstm_core.models.errors import ModelFileError


def _recognises(content: bytes) -> bool:
    size = int.from_bytes(content[:8], "little")
    return 2 <= size <= len(content) - 8 and b'"kind":"network"' in content[8 : 8 + size].replace(b" ", b"")


def _read(files: Mapping[str, bytes]) -> Contents:
    from lstm_core.networks.network import Network  # the process that reads foreign files does without

    name, content = next(iter(files.items()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.safetensors"
        path.write_bytes(content)
        try:
            return Contents(network=Network.load(path))
        except ValueError as error:
            raise ModelFileError(_sentence(str(error).replace(path.name, name), name)) from None


def _sentence(said: str, name: str) -> str:
    """What was said of a network's file, as all readers say it: who, then what; without the words of a library."""
    said = said.partition(" (Error while")[0]
    return said if said.startswith(f"{name}: ") else f"{name}: it {said.removeprefix(name).strip()}"


FORMAT = Format("a network of ours", (".safetensors",), _recognises, _read)
