"""The grey pixels of a picture, from the bytes of a PGM or PNG file."""

import struct
import zlib

import numpy as np

MOST_PIXELS = 4096 * 4096


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
