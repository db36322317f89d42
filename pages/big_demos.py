"""The same cell at scale."""

from ui import lesson
from ui.lessons.big_demos import break_it, film, findings, how_it_learned, runs, training

LESSON = {"menu": "Big demos", "order": 90, "icon": ":material/monitoring:", "minutes": {}}

lesson.say(
    "Larger networks, trained with torch and opened here by the same NumPy that the other lessons use. The cell is the "
    "one you know; what grew is the number of units and what they read. Look at what they learned without being told."
)
demo = run = None
with lesson.refused():
    demo = how_it_learned.choose_demo()
    run = how_it_learned.choose_run(demo)

lesson.heading("How it learned")
with lesson.refused():
    if run:
        how_it_learned.how_it_learned(run)
        how_it_learned.samples(run)
    else:
        lesson.waiting("No run of this demo comes with the app. Below it says how to train one.")

if run:
    lesson.heading("What was found in it")
    with lesson.refused():
        findings.found(run)

    lesson.heading("Look inside")
    with lesson.refused():
        network = runs.network(run)
        if network.vocabulary:
            words = film.choose_text(run, network)
            film.look_inside(run, network, words)
            lesson.heading("Hold a value, and see what it says")
            break_it.break_it(run, network, words)
        else:
            lesson.waiting("This network reads numbers, no words; the film is for those that read words.")

lesson.heading("Train it yourself")
with lesson.refused():
    if demo:
        training.train(demo)

lesson.ending(
    facts=(
        "The cell is **the same**: the film replays what torch trained, with every gate, in NumPy.",
        "A loss says little alone. Put it beside **who only counts**, and beside what others reached.",
        "A unit that follows something is a **finding, not a proof**: hold it, and see whether what it writes turns.",
        "Size does not help where there is nothing to remember: on share prices the network only ties.",
    ),
    recall=how_it_learned.who_knows,
    key="big_recall",
)
