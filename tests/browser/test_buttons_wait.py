"""A button of the head that stands in the page before its script has come takes no press that nobody would hear."""

import pytest
from playwright.sync_api import expect

from tests.support.sampled import one_in

LOOK = """() => {
  window.stood = {};
  const inside = (root) => {
    for (const { ariaLabel, disabled } of root.querySelectorAll("button")) window.stood[ariaLabel] ??= disabled;
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    new MutationObserver(() => inside(root)).observe(root, { childList: true, subtree: true });
    return root;
  };
}"""


@pytest.mark.parametrize("name", one_in(2, ["Present", "Copy link"]))
def test_a_button_can_be_pressed_from_when_it_hears(screen, name):
    shown = screen("/glossary")
    shown.page.add_init_script(f"({LOOK})()")
    page = shown.open(shown.page.url).page
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_enabled()
    assert page.evaluate("(name) => stood[name]", name) is True
