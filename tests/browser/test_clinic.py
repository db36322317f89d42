"""Clinic in a real browser: its drawings are the core's numbers, and cures are tried there without the server."""

import base64
import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from lstm_core.clinic.cures import course
from lstm_core.clinic.faults import FAULTS
from lstm_core.clinic.order import TASK
from lstm_core.clinic.readings import examined
from lstm_core.clinic.training import COURSE
from lstm_core.clinic.truncated import truncated
from lstm_core.learning.train import draw
from lstm_core.live.packed import packed
from tools.chromium import PATIENCE
from ui import guesses
from ui.lessons.clinic import ward

expect.set_options(timeout=PATIENCE)
FAULT = "swapped"


def test_all_instruments_show_the_cores_numbers_and_a_cure_heals_without_the_server(screen):
    bed = ward.faults_of(0).index(FAULT) + 1
    shown = screen("/clinic", height=720, clinic_bed=str(bed))
    page, found = shown.page, ward.reading(FAULT)
    hero = page.locator(".lstm-clinic")
    expect(hero.locator(".points[data-gate=f] path")).to_have_count(16)
    for gate in "ifo":
        points = hero.locator(f".points[data-gate={gate}] path")
        drawn = points.evaluate_all("(all) => all.map(({ dataset }) => [Number(dataset.low), Number(dataset.high)])")
        assert np.array(drawn) == pytest.approx(np.stack([found.low[gate], found.high[gate]], 1))
    logs = hero.locator(".signals .line").get_attribute("data-logs").split()
    assert [float(log) for log in logs] == pytest.approx(np.median(found.signals, 1), abs=1e-3)
    assert float(hero.get_attribute("data-right")) == found.right
    assert hero.locator(".loss .line.loss").get_attribute("data-points") == "500"
    expect(hero.locator("[data-cure]")).to_have_count(0)
    places = hero.locator(".points[data-gate=o] path").evaluate_all(
        "(all) => all.map((path) => path.getBoundingClientRect().x)"
    )
    shut = [pair[0] for pair in drawn]
    assert places[int(np.argmax(shut))] > places[int(np.argmin(shut))]
    hero.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")  # a clicker's
    value = ward.patients()[FAULT].network.run(examined().inputs).layers[0]["f"][1, 0, 0]
    expect(hero.locator(".strip .below")).to_contain_text(f"{value:.3f}")

    with shown.rerun():
        page.get_by_text(guesses.SHOW, exact=True).click()
    expect(hero.locator("[data-cure]")).to_have_count(len(FAULTS))
    lead = hero.locator(".lead").bounding_box()
    assert lead["y"] + lead["height"] <= 720
    before = len(shown.sent)
    hero.locator(f"[data-cure='{list(FAULTS).index(FAULT)}']").click()
    expect(hero).to_have_attribute("data-right", re.compile(r"^(1|0\.9\d+)$"))
    expect(hero).to_have_attribute("data-ended", str(list(FAULTS).index(FAULT)), timeout=4 * PATIENCE)
    expect(hero.locator(".lead")).to_contain_text("Healed")
    assert hero.locator(".loss .line.after").get_attribute("data-points") == str(COURSE.steps)
    hero.get_by_role("button", name="As it was").click()
    expect(hero).to_have_attribute("data-right", f"{found.right:g}")
    assert len(shown.sent) == before


def test_the_page_trains_under_a_window_as_the_core_does(blank):
    """The gradients of one batch, of a network with fixed weights too."""
    page = blank().page
    script = """async ({ network, batch, window }) => {
      const { openModel } = await import("/live/model.js");
      const { createLearner } = await import("/live/learning.js");
      const model = openModel(Uint8Array.from(atob(network), (letter) => letter.charCodeAt(0)));
      const learner = createLearner(model, { T: batch.T, B: 8 });
      const { loss } = learner.lossAndGradients(batch, window);
      return [loss, Object.fromEntries(Object.entries(learner.gradients()).map(([name, array]) => [name, [...array]]))];
    }"""
    batch = draw(TASK, COURSE, 1, COURSE.level)
    told = {name: getattr(batch, name).ravel().tolist() for name in ("inputs", "targets", "weights")}
    for window in (0, 5, 30):
        network = course(ward.patients()["output"].network, "output", "forget").network
        said = {"network": base64.b64encode(packed(network)).decode(), "window": window}
        loss, gradients = page.evaluate(
            script, json.loads(json.dumps(said | {"batch": told | {"T": len(batch.inputs)}}))
        )
        expected = truncated(network, batch, window)
        assert loss == pytest.approx(expected.loss, rel=1e-12)
        for name, gradient in expected.gradients.items():
            size = np.abs(gradient).max()
            assert np.array(gradients[name]) == pytest.approx(gradient.ravel(), abs=1e-11 * size + 1e-300)
