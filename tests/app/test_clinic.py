"""Clinic, before the page trains: nothing tells the answer before the diagnosis, and each verdict has its evidence."""

import json
import re

import pytest

from lstm_core.clinic.faults import FAULTS
from lstm_core.clinic.readings import HEALTHY
from tests.support.mounted import header_of, messages, prose
from ui import guesses
from ui.lessons.clinic import diagnosis, hero, seeds, ward, words

TELLS = re.compile("|".join(map(re.escape, (*words.CURES.values(), *diagnosis.OPTIONS, '"window"', '"clip"', '"ill"'))))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_message_before_the_diagnosis_says_nothing_of_the_fault(fault):
    blob = hero.message(fault, False)
    header = header_of(blob)
    sizes = header.pop("sizes")
    told = {name: value for name, value in header.items() if name != "words"}  # which are the same for all
    assert not TELLS.search(json.dumps(told))
    assert "cures" not in header
    network = header_of(blob[-sizes[0] :])
    assert [program["fixed"] for program in network["programs"]] == [[]]
    other = header_of(hero.message("healthy", False))
    same = header.keys() - {"key", "losses", "ended", "signals"}
    assert all(header[name] == other[name] for name in same)


def test_before_the_diagnosis_every_bed_reads_alike_and_afterwards_the_cures_come(opened):
    said = set()
    for bed in (1, 2):
        page = opened("clinic", clinic_bed=str(bed))
        (message,) = messages(page, "clinic")
        assert "cures" not in header_of(message)
        said.add(prose(page).replace(f"patient {bed}", "patient"))
    assert len(said) == 1
    (message,) = messages(opened("clinic", clinic_said=guesses.SHOW), "clinic")
    assert [one["label"] for one in header_of(message)["cures"]] == list(words.CURES.values())


def test_what_was_said_at_a_bed_comes_back_with_it(opened):
    page = opened("clinic", clinic_said="healthy", clinic_seen="gate f")
    beds = next(group for group in page.get("button_group") if group.key == ward.BED)
    beds.set_value(2).run()
    assert page.session_state[ward.SAID] is None
    assert page.session_state[ward.SEEN] is None
    next(group for group in page.get("button_group") if group.key == ward.SAID).set_value("saturated start").run()
    next(group for group in page.get("button_group") if group.key == ward.BED).set_value(1).run()
    assert page.session_state[ward.SAID] == "healthy"
    assert page.session_state[ward.SEEN] == "gate f"
    next(group for group in page.get("button_group") if group.key == ward.BED).set_value(2).run()
    assert page.session_state[ward.SAID] == "saturated start"
    assert not page.exception


@pytest.mark.parametrize("fault", FAULTS)
def test_the_clearest_instrument_tells_the_fault_and_another_is_said_not_to(fault):
    name, clear = diagnosis.NAMES[fault], diagnosis.best(fault)
    told = diagnosis.verdict(name, clear, fault)
    assert told.startswith(f"**{name[0].upper()}{name[1:]}**, as you said.")
    assert diagnosis.finding(clear, fault) in told
    if fault == "healthy":
        assert all(diagnosis.strength(one, fault) < 1 for one in diagnosis.EVIDENCE)
        return
    assert diagnosis.strength(clear, fault) >= diagnosis.CLEAR
    blind = min(diagnosis.EVIDENCE, key=lambda one: diagnosis.strength(one, fault))
    assert f"Look at **{clear}**" in diagnosis.verdict(name, blind, fault)


def test_the_seed_orders_the_beds_and_every_order_has_all_patients():
    orders = {ward.faults_of(order) for order in range(20)}
    assert len(orders) > 15
    assert all(sorted(order) == sorted(FAULTS) for order in orders)


def test_the_fault_that_the_loss_hides_is_the_one_that_came_after_training():
    _, said, right = words.hidden_from_the_loss()
    assert right == "Gates i and f swapped"
    assert len(said) == len(FAULTS) - 1


def test_a_fold_says_that_the_patients_were_chosen_and_counts_what_other_seeds_did(opened):
    page = opened("clinic", clinic_seeds="true")
    assert not page.error
    assert seeds.CHOSEN in prose(page)
    found = json.loads(seeds.RESULTS.read_text(encoding="utf-8"))
    (table,) = (one.value for one in page.table)
    for fault, shown in zip(FAULTS, table.to_dict("records"), strict=True):
        pairs = list(zip(found[fault]["before"], found[fault]["after"], strict=True))
        sick = [after for before, after in pairs if before < HEALTHY]
        assert shown["ill"] == f"{len(sick)}/{len(pairs)}"
        if fault != "healthy":
            assert shown["healed by its cure"] == f"{sum(after >= HEALTHY for after in sick)}/{len(sick)}"
            told = f"**{diagnosis.NAMES[fault]}**" in seeds.exceptions()
            assert told == (len(sick) < len(pairs) or min(sick) < HEALTHY)


def test_the_page_calls_healed_what_the_table_calls_healed():
    assert header_of(hero.message("healthy", False))["enough"] == HEALTHY
