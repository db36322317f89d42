"""The controls of a page that an address holds: what they are called there, and what they can be set to."""

from typing import Any

CONTROLS = {"selectbox", "slider", "radio", "button_group"}
MOST_STOPS = 60  # of a slider that has a recorded page for each


def control(kind: str, proto: Any) -> dict | None:
    """A control as data, its options the texts that stand in the address; None for one that needs the app."""
    key, label = proto.query_param_key, proto.label
    if kind == "slider":
        options, usual = _stops(proto), [f"{value:g}" for value in proto.default]
    elif kind == "button_group":
        options = [option.content for option in proto.options]
        usual = [options[place] for place in proto.default]
    else:
        options = list(proto.options)
        empty = kind == "radio" and not proto.HasField("default")
        usual = [] if empty else [options[proto.default]]
    if not (key and options) or (kind == "button_group" and proto.click_mode == proto.MULTI_SELECT):
        return None
    found = {"is": "control", "kind": kind, "key": key, "label": label, "options": options, "usual": usual}
    return found | {"hidden": proto.label_visibility.value != 0, "help": getattr(proto, "help", "")}


def _stops(proto: Any) -> list[str]:
    """The places of a slider, none where it has too many or two handles."""
    count = round((proto.max - proto.min) / proto.step) + 1
    if len(proto.default) != 1 or count > MOST_STOPS:
        return []
    return [f"{proto.min + place * proto.step:g}" for place in range(count)]
