"""A teacher and a student in two browsers: one page, one vote, one answer; and the parts of the strip alone."""

import re

from playwright.sync_api import expect

from tools.chromium import PATIENCE


def test_a_teacher_leads_a_student_who_votes_and_both_see_the_votes_when_the_answer_is_shown(screen):
    teacher = screen("/teachers", height=720)
    desk = teacher.page
    with teacher.rerun():
        desk.get_by_role("button", name="Open a room").click()
    strip = desk.locator(".lstm-room .strip")
    word = strip.locator(".name").inner_text().split()[-1]
    expect(desk.get_by_text(f"/?room={word}")).to_be_visible(timeout=PATIENCE)

    student = screen("/", theme="dark", width=400, room=word)
    page = student.page
    expect(strip).to_contain_text("1 here", timeout=PATIENCE)
    teacher.open(desk.url.replace("/teachers", "/why_memory"))
    expect(page).to_have_url(f"{desk.url.split('/why')[0]}/why_memory?room={word}", timeout=PATIENCE)
    where = page.locator(".lstm-room .where")
    expect(where).to_have_text("1 here · the teacher is at Why memory", timeout=PATIENCE)
    with student.rerun():
        page.locator('[data-testid="stButtonGroup"]').get_by_text("sea", exact=True).first.click()
    expect(page.get_by_text("You said sea. The answer waits for the teacher.")).to_be_visible(timeout=PATIENCE)
    expect(desk.locator(".lstm-room .voted")).to_have_text("1 of 1 voted", timeout=PATIENCE)
    expect(page.locator(".lstm-room .tally")).to_have_count(0, timeout=PATIENCE)

    desk.get_by_role("button", name="Show the answer").click()
    for shown in (desk, page):
        expect(shown.locator(".lstm-room [data-right] .option")).to_contain_text("sky", timeout=PATIENCE)
    expect(page.locator(".lstm-room [data-said] .count")).to_have_text("1", timeout=PATIENCE)
    expect(page.get_by_text("You said sea; it is")).to_be_visible(timeout=PATIENCE)
    expect(desk.get_by_text("The answer: sky")).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the strip fits a phone"

    teacher.open(desk.url.split("/why")[0] + "/france", room=word, word="5", unit="7")
    expect(where).to_contain_text("France → French", timeout=PATIENCE)
    film = desk.locator(".lstm-film").first
    expect(film.locator(".answer-line")).to_be_visible(timeout=PATIENCE)  # the keys are its own
    film.focus()
    film.press("ArrowRight")
    expect(where).to_contain_text("word 6", timeout=PATIENCE)
    expect(page.locator(".lstm-film .reader").first).to_contain_text("Word 6", timeout=PATIENCE)
    page.get_by_label("Follow").uncheck()
    film.press("ArrowRight")
    expect(where).to_contain_text("word 7", timeout=PATIENCE)
    expect(page.locator(".lstm-film .reader").first).to_contain_text("Word 6", timeout=PATIENCE)

    with teacher.rerun():
        desk.get_by_role("button", name="Close the room").click()
    expect(page.locator(".lstm-room .trouble")).to_have_text("This room has ended.", timeout=PATIENCE)
    with student.rerun():
        page.get_by_role("button", name="Leave").click()
    expect(page.locator(".lstm-room")).to_have_count(0, timeout=PATIENCE)
    assert "room=" not in page.url


VOTES = """async () => {
  const { createBallot } = await import("/room/ballot.js");
  const offline = () => { throw new TypeError("offline"); };
  const sent = [], answers = [offline, () => [503, "not now"], () => [409, "not asked"], () => [200, ""]];
  window.fetch = async (address, { body }) => {
    sent.push(JSON.parse(body));
    const [status, says] = answers[Math.min(sent.length, answers.length) - 1]();
    return { status, json: async () => ({ says }) };
  };
  const said = [];
  const ballot = createBallot("sparrow", (says) => said.push(says));
  ballot.vote("first", 2);
  const until = async (count) => {
    while (sent.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await until(3);
  ballot.heard({ other: { revealed: false } });
  ballot.heard({ first: { revealed: false } });
  await until(4);
  await new Promise((resolve) => setTimeout(resolve, 50));
  ballot.heard({ first: { revealed: false } });
  ballot.vote("first", 2);
  ballot.vote("first", 1);
  await until(5);
  ballot.leave();
  return { sent, said };
}"""


def test_a_vote_is_sent_until_it_is_counted_and_again_where_it_is_another(blank):
    found = blank().page.evaluate(VOTES)
    assert [one["choice"] for one in found["sent"]] == [2, 2, 2, 2, 1]
    assert found["said"] == ["The connection is lost. Trying again …", "not now"]


LINE = """async () => {
  const { listen } = await import("/room/line.js");
  const bytes = (text) => new TextEncoder().encode(text);
  const event = (what) => `data: ${JSON.stringify(what)}\\n\\n`;
  const first = event({ here: 1 });
  const streams = [
    [first.slice(0, 9), first.slice(9) + ": still here\\n\\n"],
    null,
    [event({ here: 2 }) + event({ ended: true })],
  ];
  const asked = [];
  window.fetch = async (address, { headers }) => {
    asked.push(headers["x-room-voter"]);
    const parts = streams[asked.length - 1];
    if (!parts) throw new TypeError("offline");
    const body = new ReadableStream({ start(to) { parts.forEach((part) => to.enqueue(bytes(part))); to.close(); } });
    return { ok: true, status: 200, body };
  };
  const heard = [];
  await new Promise((resolve) => listen("sparrow", (one) => { heard.push(one); if (one.ended) resolve(); }));
  await new Promise((resolve) => setTimeout(resolve, 800));
  return { heard, asked };
}"""


def test_a_lost_line_comes_back_by_itself_with_the_same_word_for_the_browser_and_ends_with_the_room(blank):
    found = blank().page.evaluate(LINE)
    assert [one.get("here") for one in found["heard"]] == [1, None, 2, None]
    assert found["heard"][1]["says"] == "The connection is lost. Trying again …"
    assert found["heard"][3] == {"says": "This room has ended.", "ended": True}
    assert len(found["asked"]) == 3
    assert len(set(found["asked"])) == 1


LEADING = """async () => {
  const { placeOf } = await import("/room/lead.js");
  const own = "?room=a&word=5&why_clouds=sea&tour=10&pin=3";
  return [placeOf(own, ["why_clouds"]), placeOf("?x=" + "y".repeat(3000), [])];
}"""


def test_a_teachers_own_guesses_and_tour_are_not_the_classes(blank):
    assert blank().page.evaluate(LEADING) == ["word=5&pin=3", ""]


STEP = """async () => {
  const { createTold } = await import("/step/asked/told.js");
  const { asked, followAsked } = await import("/shared/asked/asked.js");
  const choices = [{ value: 0.25, says: "no sum" }, { value: -1.5, says: null }];
  const step = { lastPart: 3, asksFor: (micro) => (micro === 1 ? "f" : null), choices: () => choices };
  Object.assign(step, { header: () => ({ nodes: [] }), name: () => undefined });
  const told = createTold(step), found = [];
  followAsked(() => found.push(asked()));
  const place = { back: false, micro: 1, unit: 0, guesses: new Map(), seen: new Set() };
  told.draw(place, new Set());
  told.draw(place, new Set());
  told.draw({ ...place, guesses: new Map([["1.f", { value: 0.25, choices }]]) }, new Set());
  const said = { ...place, guesses: new Map([["1.f", { value: 0.25, choices }]]) };
  told.draw({ ...said, seen: new Set(["1.f"]) }, new Set());
  told.draw({ ...said, micro: 2 }, new Set());
  told.draw({ ...place, micro: 2 }, new Set(["data"]));
  return found;
}"""


def test_what_one_step_asks_is_a_vote_too(blank):
    asked, said, shown, after = blank().page.evaluate(STEP)
    (question,) = asked
    assert re.fullmatch(r"[a-z0-9_.-]{1,80}", question["name"])
    assert question["options"] == ["0.25", "−1.50"]
    assert (question["said"], question["right"]) == (None, 1)
    assert [{**question, "said": 0}] == said
    assert [{**question, "said": 0, "shown": True}] == shown, "who walks on has seen it"
    assert after == []
