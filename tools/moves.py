"""What a reader can move on the pages that a class opens most, and which of it the server hears."""

# {page: {what is moved: the control's key in the address, "" where the page answers by itself}}; the browser tests move
# each of them and count the messages, and the benchmark of a class moves each as often as any other.
MOVES = {
    "start": {
        "play the film": "",
        "step to another word": "",
        "zoom to one cell": "",
        "change a word": "",
        "the closing question": "start_recall",
    },
    "france": {
        "play the film": "",
        "step to another word": "",
        "zoom to one cell": "",
        "change a word": "",
        "the country": "france_country",
        "clauses in between": "france_fillers",
        "the network": "france_cell",
        "the seed": "france_seed",
        "the story": "france_story",
        "how far it carries": "france_gaps",
        "the closing question": "france_recall",
    },
    "vanishing": {
        "play the forget bias": "vanishing_hero",
        "the forget bias": "vanishing_hero",
        "the recurrent weights": "vanishing_hero",
        "the length": "vanishing_hero",
        "the guess": "vanishing_vote",
        "how weights begin": "vanishing_start",
        "the loss": "vanishing_loss",
        "the sizes": "vanishing_sizes",
        "another cell": "vanishing_cell",
        "lines of theory": "vanishing_theory",
        "watch it go back": "vanishing_chain",
        "the closing question": "vanishing_recall",
    },
}
ALONE = {
    "start_recall",
    "vanishing_hero",
    "vanishing_recall",
    *filter(None, MOVES["france"].values()),
}  # these run their own part only
