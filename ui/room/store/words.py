"""The words by which rooms are called: short, plain, spelled in one way, and no two of one sound."""

import re
import secrets

PLAIN = """
acorn almond amber anchor apple apron arrow aspen autumn badger bakery bamboo banjo barley basil basket beacon
beaver bellow bicycle birch biscuit bison blanket blossom bonfire bottle branch breeze bridge bronze bucket buffalo
butter button cabin cactus camel canary candle canyon carbon caravan carpet carrot castle cavern cedar cello chalk
cherry chimney cider cinnamon circle citrus clover coast cobalt coconut compass copper coral cotton coyote cradle
crater cricket crocus crystal curtain cypress daisy desert diamond dolphin donkey dragon drawer drizzle drummer
eagle easel ember emerald engine falcon feather fennel ferry fiddle finch flamingo flannel forest fossil fountain
fox galaxy garden garlic garnet gazelle geyser giraffe glacier goblet golden goose granite grape guitar hammer
hammock harbor harvest hazel hedgehog helmet heron hickory honey horizon hornet hummingbird iceberg igloo indigo
island ivory jackal jaguar jasmine jelly jigsaw journal juniper kayak kettle kitten kiwi koala ladder lagoon lantern
lavender lemon lemur leopard lettuce lighthouse lilac lily linen lizard llama lobster locket lotus lumber magnet
magpie mango maple marble marigold meadow melon meteor mint mirror mitten monsoon mosaic mountain muffin mustard
nectar needle nettle noodle nutmeg oasis oboe ocean octopus olive onion opal orange orchard orchid ostrich otter
oyster paddle palace panda panther papaya paper parade parrot pasture pebble pelican pencil penguin pepper piano
pigeon pillow pine planet plum pocket polar pony poplar poppy prairie prism puffin pumpkin puzzle pyramid quarry
quartz quilt rabbit raccoon radish rainbow raven ribbon river robin rocket rooster rosemary rowan rubber ruby saddle
saffron salmon sandal sapphire satchel saturn scarf seagull shadow shovel silver skylark sleigh snowman socket spark
sparrow spider spinach spruce squirrel stable starling stone summer sunset swallow sycamore tangerine teapot temple
thistle thunder ticket tiger timber toast tomato topaz tortoise trumpet tulip tundra tunnel turnip turtle umbrella
valley vanilla velvet village violet violin volcano walnut walrus wander water whistle willow window winter wizard
wombat yarrow zebra zeppelin zigzag
"""
WORDS = tuple(PLAIN.split())
WORD = re.compile(r"[a-z]{3,24}")


def any_word() -> str:
    """One of them, by chance that nobody can foresee."""
    return secrets.choice(WORDS)


def read(text: str) -> str:
    """A word as somebody typed it, "" where it can be none."""
    word = text.strip().lower()
    return word if WORD.fullmatch(word) else ""
