"""The film's colour scales, computed here by themselves: what a number must look like on the screen."""

import math

import numpy as np

LIGHT = ("2166ac", "4393c3", "92c5de", "d1e5f0", "f7f7f7", "fddbc7", "f4a582", "d6604d", "b2182b")
DARK = ("5aa2e0", "4a82b3", "3a6287", "2a415a", "1b212b", "513438", "864846", "bb5c58", "f0736a")


def signed(value: float, limit: float, dark: bool = False) -> tuple[int, int, int]:
    """From −limit, blue, over 0, which is neutral, to limit, red, in 256 steps."""
    stops = [_rgb(stop) for stop in (DARK if dark else LIGHT)]
    place = _level((value / limit + 1) / 2) / 255 * (len(stops) - 1)
    below = min(len(stops) - 2, int(place))
    return _mixed(stops[below], stops[below + 1], place - below)


def gate(value: float, mark: str, dark: bool = False) -> tuple[int, int, int]:
    """From paper, 0, to a calm shade of the gate's colour, 1, in 256 steps."""
    calm = _mixed(_rgb(mark.strip("#")), _rgb("7b818d" if dark else "8d8a92"), 0.34)
    return _mixed(_rgb("1b212b" if dark else "f7f7f7"), calm, _level(value) / 255 * (0.82 if dark else 0.84))


def end_of(values: np.ndarray) -> float:
    """The end of the scale of a lane: what 97 of 100 values stay under, rounded up to two digits."""
    sizes = np.sort(np.abs(values.astype(np.float32)).ravel())
    return rounded_up(float(sizes[int(0.97 * (sizes.size - 1))]))


def rounded_up(size: float) -> float:
    digit = 10.0 ** (math.floor(math.log10(size)) - 1)
    return math.ceil(size / digit - 1e-6) * digit


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Of text on its ground, as WCAG 2 defines it."""
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def of_hex(one: str, other: str) -> float:
    """The contrast of two colours #rrggbb."""
    return contrast(_rgb(one.strip("#")), _rgb(other.strip("#")))


def hex_of(colour: tuple[int, int, int]) -> str:
    """As #rrggbb."""
    return "#" + "".join(f"{part:02x}" for part in colour)


def rgb(text: str) -> tuple[int, int, int]:
    """Of rgb(1, 2, 3) or rgb(1 2 3)."""
    red, green, blue = (int(part) for part in text.strip("rgb()").replace(",", " ").split())
    return red, green, blue


def _rgb(text: str) -> tuple[int, int, int]:
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def _level(share: float) -> int:
    return max(0, min(255, math.floor(255 * share + 0.5)))


def _mixed(one, other, share: float) -> tuple[int, int, int]:
    return tuple(math.floor(a + (b - a) * share + 0.5) for a, b in zip(one, other, strict=True))


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return float(np.dot((0.2126, 0.7152, 0.0722), linear))
