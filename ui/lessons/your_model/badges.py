"""The badge: how exactly the app's own run agrees with another program that runs the same weights."""

from dataclasses import replace

import streamlit as st

from lstm_core.layouts.recorded import recorded
from lstm_core.models.onnx.badge import Badge
from lstm_core.models.onnx.judge import judge
from lstm_core.models.opened import OpenedNetwork
from ui import lesson
from ui.lesson import in_words, plain
from ui.lessons.your_model import networks
from ui.lessons.your_model.dropped import session
from ui.lessons.your_model.looked import Looked

STEPS, WORK = 200, 1e9  # that are compared at most; multiplications


def draw(found: Looked) -> bool:
    """The badge; False, and a sentence in red, where the model is not reproduced: then nothing of it is shown."""
    badge = session.kept(("badge", *found.key), lambda: judged(found))
    if badge.holds is False:
        st.error(
            in_words(ValueError(f"This page {badge.text}. So nothing more is drawn of it")), icon=":material/error:"
        )
        return False
    sign = ":green[**✓**]" if badge.holds else ":gray[**?**]"
    by = f" :small[({plain(badge.judge)})]" if badge.judge else ""
    lesson.say(f"{sign} {plain(badge.text)}{by}")
    return True


def judged(found: Looked) -> Badge:
    """The first steps of the input by both programs; of a network of ours its layers are written for the other one."""
    one = replace(found.one, network=found.network)
    steps = max(1, min(STEPS, int(WORK / networks.weights_of(found.network))))
    return judge(one if one.layers else _written(one), found.read.values[:steps], found.chosen.source.files)


def _written(one: OpenedNetwork) -> OpenedNetwork:
    """A network of ours with its layers as others hold them; as it is where none does."""
    network = one.network
    halves = zip(network.layers, network.reverse or (None,) * len(network.layers), strict=True)
    try:
        layers = tuple(recorded(f"layer{k}", *layer, reverse=back) for k, (layer, back) in enumerate(halves))
    except (ValueError, KeyError):
        return one
    return replace(one, layers=layers)
