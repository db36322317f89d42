"""A translator as one file, written and read back."""

import os
from pathlib import Path

import numpy as np

from lstm_core.files import load_arrays, save_arrays
from lstm_core.translation.first_translator import new_translator
from lstm_core.translation.translator import Translator


def save_translator(translator: Translator, path: str | os.PathLike) -> None:
    """Write the translator as one safetensors file, whole or not at all."""
    about = {name: getattr(translator, name) for name in ("encoder", "decoder", "attention", "source", "target")}
    save_arrays(path, "translator", translator.parameters, about)


def load_translator(path: str | os.PathLike) -> Translator:
    """Read what `save_translator` wrote; FileNotFoundError or ValueError, in a sentence, for anything else."""
    arrays, about = load_arrays(path, "translator")
    who = Path(path).name
    try:
        source, target = (tuple(about[name]) for name in ("source", "target"))
        encoder, decoder, attention = (str(about[name]) for name in ("encoder", "decoder", "attention"))
        made = Translator(encoder, decoder, attention, source, target, arrays)
        units, size = arrays["readout.W"].shape[1], arrays["target"].shape[1]
        like = new_translator(source, target, np.random.default_rng(0), units, size, attention, encoder, decoder)
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"{who} does not describe a translator ({error})") from None
    shapes = [{name: array.shape for name, array in found.parameters.items()} for found in (made, like)]
    if shapes[0] != shapes[1]:
        wrong = next(name for name in shapes[0] | shapes[1] if shapes[0].get(name) != shapes[1].get(name))
        raise ValueError(f"{who}: {wrong[:40]} has shape {shapes[1].get(wrong)}, got {shapes[0].get(wrong)}")
    return made
