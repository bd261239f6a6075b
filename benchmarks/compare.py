"""How long a whole comparison takes (segment, read rules and dates, align, redline, classify) beside plain diff tools.

usage: python benchmarks/compare.py [FOLDER]

Without a folder, made-up policies of 100 KB are edited in the ways that real ones are. In a folder, NAME.before.md and
NAME.after.md make a pair; those with 60 to 150 KB on both sides together are taken, once as they stand and once laid
into 100 KB: between other texts of the folder, the same on both sides. What was remembered of earlier texts is
forgotten before each pair. Times are CPU time of this process, git's that of its own. Machines differ and are shared:
read the ratio to the other tools, not the milliseconds.
"""

import difflib
import functools
import gc
import itertools
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from diff import LARGE, SMALL, policy
from diff_match_patch import diff_match_patch

import tracker
from tracker.model.memory import forget

PAIRS = 30  # made up
SIZE = 100_000
RANGE = range(60_000, 150_001)
CACHE = type(functools.lru_cache(maxsize=1)(len))
CLAUSES = (
    "We may share your e-mail address with advertising partners.",
    "We keep your order history for 24 months.",
    "You may object to this at any time by writing to privacy@fernhill.example.",
    "We do not sell your personal data.",
    "We will tell you by e-mail 30 days before changes to this policy take effect.",
    "Last updated: 4 March 2031",
)


def sentence(rng):
    if rng.random() < 0.5:
        return rng.choice(CLAUSES)
    return " ".join(rng.choice(SMALL + tuple(LARGE)) for _ in range(rng.randrange(8, 25))).capitalize() + "."


def edited(rng, text):
    """Some paragraphs reworded, lengthened, removed, added or moved; now and then a third of the text is rewritten."""
    parts = text.split("\n\n")
    heavy = rng.random() < 0.1
    for _ in range(len(parts) // 3 if heavy else rng.choice((1, 2, 3, 5, 8, 20))):
        at = rng.randrange(len(parts))
        kind = rng.choice(("word", "word", "sentence", "sentence", "add", "remove", "move"))
        if kind == "word":
            words = parts[at].split(" ")
            words[rng.randrange(len(words))] = rng.choice(LARGE)
            parts[at] = " ".join(words)
        elif kind == "sentence":
            parts[at] = f"{parts[at]} {sentence(rng)}"
        elif kind == "add":
            parts.insert(at, " ".join(sentence(rng) for _ in range(3)))
        elif kind == "remove":
            del parts[at]
        else:
            parts.insert(rng.randrange(len(parts)), parts.pop(at))
    return "\n\n".join(parts)


def made_up(seed=7):
    rng = random.Random(seed)
    pairs = []
    for _ in range(PAIRS):
        parts = policy(rng, SIZE).split("\n\n")
        for clause in CLAUSES * 8:
            parts.insert(rng.randrange(len(parts)), clause)
        text = "\n\n".join(parts)
        pairs.append((text, edited(rng, text)))
    return pairs


def stored(folder):
    """The pairs of a folder as they stand, and the same edits in texts of 100 KB."""
    texts = {path.name: path.read_text("utf8") for path in sorted(Path(folder).glob("*.md"))}
    names = [name.removesuffix(".before.md") for name in texts if name.endswith(".before.md")]
    pairs = [(texts[f"{name}.before.md"], texts[f"{name}.after.md"]) for name in names]
    fillers = itertools.cycle([after for _, after in pairs if 5_000 < len(after) < 40_000])
    short = [pair for pair in pairs if pair[0] != pair[1] and sum(len(side.encode()) for side in pair) in RANGE]
    return short, [laid(pair, fillers) for pair in short]


def laid(pair, fillers):
    around = ["", ""]
    places = itertools.cycle((1, 0))
    while (room := SIZE - max(map(len, pair)) - sum(map(len, around))) > 0:
        around[next(places)] += "\n\n" + next(fillers)[:room]
    return tuple("\n\n".join([around[0], side, around[1]]) for side in pair)


def forget_texts():
    """What was made of texts is dropped; what was read from pattern files, which no cache bounds, stays."""
    forget()
    for known in gc.get_objects():
        if type(known) is CACHE and known.cache_parameters()["maxsize"]:
            known.cache_clear()
    gc.collect()


def own(before, after):
    tracker.compare(before, after)


def by_difflib(before, after):
    """With its own shortcut for frequent words: without that, one pair takes minutes."""
    difflib.SequenceMatcher(None, before.split(), after.split()).get_opcodes()


def by_diff_match_patch(before, after):
    diff_match_patch().diff_main(before, after)


def by_git(before, after):
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("before.md", "after.md")]
        for path, text in zip(paths, (before, after), strict=True):
            path.write_text(text, "utf8")
        command = ["git", "diff", "--no-index", "--word-diff=porcelain", *map(str, paths)]
        subprocess.run(command, check=False, capture_output=True)


def spent():
    """CPU seconds of this process and of those it waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure(name, tool, pairs):
    times = []
    for pair in pairs:
        forget_texts()
        start = spent()
        tool(*pair)
        times.append((spent() - start) * 1000)
    times.sort()
    high = times[min(len(times) - 1, int(0.95 * len(times)))]
    print(f"{name:28s} median {statistics.median(times):7.1f} ms   95th {high:7.1f} ms   largest {times[-1]:7.1f} ms")
    return statistics.median(times)


def compare_tools(pairs):
    print(f"{len(pairs)} pairs, {statistics.median(len(text) for pair in pairs for text in pair) / 1000:.0f} KB")
    base = measure("tracker.compare", own, pairs)
    tools = {
        "git diff --word-diff": by_git,
        "diff-match-patch, characters": by_diff_match_patch,
        "difflib, words": by_difflib,
    }
    for name, tool in tools.items():
        print(f"{'':28s} compare takes {base / measure(name, tool, pairs):.2f} of its median")


def main():
    own("# Us\n\nWe share data.", "# Us\n\nWe sell data.")  # pattern files are read once
    for pair in made_up(seed=1)[:3]:
        own(*pair)
    if len(sys.argv) > 1:
        for pairs in stored(sys.argv[1]):
            compare_tools(pairs)
    else:
        compare_tools(made_up())
    rng = random.Random(8)
    large = policy(rng, 700_000)
    for name, other in {"700 KB, edited": edited(rng, large), "700 KB, another text": policy(rng, 700_000)}.items():
        start = spent()
        own(large, other)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name:28s} {spent() - start:6.2f} s   peak {peak} MB")


if __name__ == "__main__":
    main()
