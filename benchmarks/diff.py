"""How long segmenting and comparing takes, and how much memory, on made-up policies of several sizes.

usage: python benchmarks/diff.py
"""

import random
import resource
import time

from tracker.diff import diff
from tracker.segment import segment

SMALL = (
    "the",
    "of",
    "and",
    "to",
    "we",
    "you",
    "your",
    "in",
    "for",
    "or",
    "any",
    "may",
    "with",
    "that",
    "is",
    "on",
    "by",
)
LARGE = [
    a + b + c
    for a in ("con", "per", "trans", "re", "ser", "pol")
    for b in ("sona", "fer", "tain", "vi")
    for c in ("l", "ce", "tion", "s", "ring", "d")
]


def policy(rng, size, *, headings=True):
    parts, made = [], 0
    while made < size:
        sentences = []
        for _ in range(rng.randrange(2, 8)):
            words = [
                rng.choice(SMALL) if rng.random() < 0.45 else rng.choice(LARGE) for _ in range(rng.randrange(6, 30))
            ]
            sentences.append(" ".join(words).capitalize() + ".")
        if headings and rng.random() < 0.2:
            parts.append("## " + " ".join(rng.choice(LARGE) for _ in range(4)).title())
        parts.append(" ".join(sentences))
        made += len(parts[-1])
    return "\n\n".join(parts)


def edited(rng, text, share):
    return " ".join(rng.choice(LARGE) if rng.random() < share else word for word in text.split(" "))


def main():
    rng = random.Random(1)
    small, large = policy(rng, 100_000), policy(rng, 700_000)
    cases = {
        "100 KB, equal": (small, small),
        "100 KB, 1 in 1,000 words edited": (small, edited(rng, small, 0.001)),
        "100 KB, 1 in 20 words edited": (small, edited(rng, small, 0.05)),
        "700 KB, 1 in 100 words edited": (large, edited(rng, large, 0.01)),
        "700 KB, nothing in common": (large, policy(rng, 700_000)),
        "1 MB without headings, nothing in common": tuple(policy(rng, 1_000_000, headings=False) for _ in "ab"),
        "one line of 1 MB": tuple(policy(rng, 1_000_000, headings=False).replace("\n", " ") for _ in "ab"),
        "one word of 1 MB": ("a" * 1_000_000, "b" * 1_000_000),
        "20,000 list items": tuple("\n".join(f"- item {i + k} here" for i in range(20_000)) for k in (0, 7)),
    }
    for name, (before, after) in cases.items():
        start = time.process_time()
        left, right = segment(before), segment(after)
        middle = time.process_time()
        comparison = diff(left, right)
        end = time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{name:44s} segment {(middle - start) * 1000:6.0f} ms  diff {(end - middle) * 1000:6.0f} ms  "
            f"peak {peak} MB{'  truncated' if comparison.truncated else ''}"
        )


if __name__ == "__main__":
    main()
