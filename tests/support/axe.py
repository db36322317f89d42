"""What axe-core finds on a screen: WCAG 2.2 A and AA and its best practice, components included."""

from importlib.resources import files

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STREAMLITS_OWN = ["[data-testid=stSidebarNav]", "[data-testid=stFileUploaderDropzone]"]  # not in our hands
LOOK = """async ([rules, without]) => {
  const looked = { exclude: without.map((one) => [one]) };
  const asked = { runOnly: rules, resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  const { violations } = await axe.run(looked, asked);
  const said = (rule, node) => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}`;
  return violations.flatMap((rule) => rule.nodes.map((node) => said(rule, node)));
}"""


def violations(page: Page) -> list[str]:
    """`rule: what it asks: the element`, one for each element that breaks one."""
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE} }} }}")
    return page.evaluate(LOOK, [RULES, STREAMLITS_OWN])
