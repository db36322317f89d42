"""Images that a person supplies: one .npz, or a folder with a sub-folder of PNG, PGM or .npy files for every class."""

import struct
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

MOST_BYTES, MOST_IMAGES, MOST_PIXELS = 200 * 2**20, 100_000, 4096 * 4096
KINDS = (".png", ".pgm", ".npy")


class Pictures(NamedTuple):
    """Grey images (N, Y, X) from 0 to 1, labels (N,), the classes' names."""

    images: np.ndarray
    labels: np.ndarray
    classes: tuple[str, ...]


def open_pictures(name: str) -> Pictures:
    """What lies there; FileNotFoundError or ValueError, in a sentence. Nothing in a file is executed."""
    path = Path(name)
    if not name or not path.exists():
        raise FileNotFoundError(
            f"the images are missing ({name or 'no --data was given'}): --data names a .npz with images (N, Y, X) and "
            "labels (N,), or a folder with one folder of PNG files for every class"
        )
    found = of_folder(path) if path.is_dir() else of_arrays(path)
    images, _, classes = found
    if not 2 <= len(images) <= MOST_IMAGES:
        raise ValueError(f"{path.name} holds {len(images):,} images; from 2 to {MOST_IMAGES:,} are read")
    if len(classes) < 2:
        raise ValueError(f"{path.name} holds images of one class, {classes[0]}; there is nothing to tell apart")
    return found


def of_arrays(path: Path) -> Pictures:
    """A .npz with "images" (or "x") and "labels" (or "y"), without pickled objects."""
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path.name} has {path.stat().st_size:,} bytes, at most {MOST_BYTES:,} are read")
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > 4 * MOST_BYTES:
                raise ValueError("it would unpack to more than is read")
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files if name in ("images", "x", "labels", "y")}
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, zlib.error) as error:
        raise ValueError(f"{path.name} is not an .npz of plain arrays ({str(error)[:80]})") from None
    images, labels = arrays.get("images", arrays.get("x")), arrays.get("labels", arrays.get("y"))
    if images is None or labels is None or images.ndim != 3 or labels.shape != images.shape[:1]:
        raise ValueError(f"{path.name} needs images (N, Y, X) and labels (N,), it has {', '.join(arrays) or 'neither'}")
    classes, numbered = np.unique(labels, return_inverse=True)
    return Pictures(brightness(images), numbered, tuple(map(str, classes)))


def of_folder(path: Path) -> Pictures:
    """folder/class/any name.png; all images of one size."""
    files = sorted(file for file in path.glob("*/*") if file.suffix.lower() in KINDS)
    if not files:
        raise ValueError(f"the folder {path.name} has no {', '.join(KINDS)} in folders named after their classes")
    if len(files) > MOST_IMAGES:
        raise ValueError(f"{path.name} holds {len(files):,} images, at most {MOST_IMAGES:,} are read")
    images, classes = [image(file) for file in files], sorted({file.parent.name for file in files})
    if len({one.shape for one in images}) > 1:
        sizes = sorted({f"{one.shape[1]} x {one.shape[0]}" for one in images})
        raise ValueError(f"all images have one size; {path.name} has {', '.join(sizes[:4])}")
    return Pictures(np.stack(images), np.array([classes.index(file.parent.name) for file in files]), tuple(classes))


def image(file: Path) -> np.ndarray:
    """One grey image (Y, X) from 0 to 1."""
    if file.stat().st_size > MOST_BYTES:
        raise ValueError(f"{file.name} has {file.stat().st_size:,} bytes, at most {MOST_BYTES:,} are read")
    try:
        content = file.read_bytes()
        if file.suffix.lower() == ".npy":
            values = np.load(file, allow_pickle=False)
        else:
            values = png(content) if content.startswith(b"\x89PNG") else pgm(content)
    except (ValueError, IndexError, EOFError, zlib.error, struct.error) as error:
        raise ValueError(f"{file.parent.name}/{file.name} cannot be read ({str(error)[:80]})") from None
    if values.ndim != 2:
        raise ValueError(f"{file.parent.name}/{file.name} is (Y, X), got {values.shape}")
    return brightness(values)


def brightness(values: np.ndarray) -> np.ndarray:
    """0 … 1 as float32: bytes are divided by 255, other numbers by the largest."""
    if values.dtype.kind not in "uif":
        raise ValueError(f"an image is made of numbers, got {values.dtype}")
    most = 255.0 if values.dtype == np.uint8 else max(float(np.abs(values).max(initial=0)), 1e-12)
    if not np.isfinite(most):
        raise ValueError("an image holds values that are not finite")
    return (values / most).astype(np.float32)


def pgm(content: bytes) -> np.ndarray:
    """A binary PGM (P5) of one byte a pixel."""
    fields = content.split(maxsplit=4)
    if len(fields) < 5 or fields[0] != b"P5" or int(fields[3]) > 255:
        raise ValueError("it is neither PNG nor PGM of one byte a pixel")
    width, height = int(fields[1]), int(fields[2])
    if not 0 < width * height <= MOST_PIXELS:
        raise ValueError(f"{width} x {height} pixels")
    start = len(content) - width * height
    return np.frombuffer(content[start:], np.uint8).reshape(height, width)


def png(content: bytes) -> np.ndarray:
    """A PNG of 8 bits a channel without interlacing, as grey (the mean of red, green and blue)."""
    place, pixels, header = 8, b"", None
    while place + 8 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, place)
        chunk = content[place + 8 : place + 8 + size]
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", chunk)
        elif kind == b"IDAT":
            pixels += chunk
        place += 12 + size
    if header is None:
        raise ValueError("its header is missing")
    width, height, depth, colour, _, _, interlaced = header
    channels = {0: 1, 2: 3, 4: 2, 6: 4}.get(colour)
    if depth != 8 or channels is None or interlaced or not 0 < width * height <= MOST_PIXELS:
        raise ValueError("only PNG of 8 bits a channel, grey or colour, not interlaced, not too large")
    row = width * channels
    raw = zlib.decompressobj().decompress(pixels, height * (row + 1))
    lines = np.frombuffer(raw, np.uint8).reshape(height, row + 1)
    whole = unfiltered(lines[:, 0], lines[:, 1:], channels).reshape(height, width, channels)
    return whole[..., : 3 if channels > 2 else 1].mean(-1).astype(np.uint8)


def unfiltered(filters: np.ndarray, lines: np.ndarray, channels: int) -> np.ndarray:
    """PNG's five filters undone: each byte was stored as its difference to its neighbours."""
    out = np.zeros((len(lines) + 1, lines.shape[1] + channels), np.int64)  # a border of zeros above and to the left
    for y, (kind, line) in enumerate(zip(filters, lines.astype(np.int64), strict=True), 1):
        above = out[y - 1]
        if kind in (0, 2):
            out[y, channels:] = line + (above[channels:] if kind == 2 else 0)
        else:
            for x, value in enumerate(line, channels):
                left, up, corner = out[y, x - channels], above[x], above[x - channels]
                guess = {1: left, 3: (left + up) // 2}.get(int(kind))
                out[y, x] = (value + (paeth(left, up, corner) if guess is None else guess)) & 255
        out[y] &= 255
    return out[1:, channels:]


def paeth(left: int, up: int, corner: int) -> int:
    """The neighbour closest to left + up - corner."""
    guess = left + up - corner
    return min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
