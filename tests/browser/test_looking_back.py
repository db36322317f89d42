"""The alignment in a real browser: the slider writes character by character, without the server."""


def test_the_slider_shows_the_writing_up_to_a_character_and_the_server_hears_nothing(screen):
    shown = screen("/attention", attention_way="20 nov 2026", attention_guess="inside it")
    page = shown.page
    plot = page.locator('[data-testid="stPlotlyChart"] .js-plotly-plot').first
    rows = "(plot) => plot.data[0].z.filter((row) => row.some((value) => value !== null)).length"
    whole = plot.evaluate(rows)
    assert whole == 11
    before = len(shown.sent)
    rail = plot.locator(".slider-rail-touch-rect")
    width = rail.bounding_box()["width"]
    rail.click(position={"x": 0.3 * width, "y": 20})
    page.wait_for_function("document.querySelector('.js-plotly-plot').data[0].z[4].every((value) => value === null)")
    assert plot.evaluate(rows) == 4
    rail.click(position={"x": 0.98 * width, "y": 20})
    page.wait_for_function("document.querySelector('.js-plotly-plot').data[0].z[10].some((value) => value !== null)")
    assert len(shown.sent) == before
