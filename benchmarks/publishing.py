"""`python -m benchmarks.publishing COUNT FIRST`: publish so many articles on the site of the environment, each asking for the common set.

Without people and review; the texts are new for each number. Photos are left out, so that a thousand posters take 100 MB of disk.
"""

import random
import sys

import django

WORDS = 300


def main() -> None:
    django.setup()
    from benchmarks.sample import poster_text
    from tests.printing.publishing import publish

    count, first = map(int, sys.argv[1:])
    for number in range(first, first + count):
        text = poster_text(random.Random(f"published {number}"), WORDS)
        publish(
            title=text["headline"],
            slug=f"bench-{number}",
            standfirst=text["standfirst"],
            body=[("paragraph", paragraph) for paragraph in text["paragraphs"]],
        )


if __name__ == "__main__":
    main()
