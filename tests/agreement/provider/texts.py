"""Values that the asker did not learn from: good and bad ones of every form, made by chance."""

from __future__ import annotations

import random
import string
from collections.abc import Sequence


def texts_like(rng: random.Random, listed: Sequence[str]) -> list[str]:
    """Slips in the values of a list, and some of the values themselves."""
    made: list[str] = []
    for value in rng.sample(list(listed), min(3, len(listed))):
        at = rng.randrange(len(value)) if value else 0
        made += [value, value[:at] + value[at + 1 :], value + rng.choice("sx_1"), value.swapcase()]
        made.append(value.replace("_", "-") if "_" in value else value.replace("-", "_") + "s")
    return made


def texts(rng: random.Random) -> list[str]:
    """Names, numbers, ARNs, ranges, JSON, times and more, right and wrong."""
    word = "".join(rng.choices(string.ascii_lowercase, k=rng.randint(4, 11)))
    account = "".join(rng.choices(string.digits, k=12))
    octets = [str(rng.randint(1, 250)) for _ in range(4)]
    made = [
        word,
        word.title() + str(rng.randint(0, 99)),
        f"{word}-{rng.choice(('dev', 'prod'))}",
        f"{word}_{rng.randint(1, 9)}",
        f"{word} of {word}",
        word + rng.choice("!?&()<>'"),
        rng.choice("-_.9") + word,
        word + rng.choice("-_."),
        word * rng.randint(30, 60),
        word[0],
        "",
        f"arn:aws:{rng.choice(('sqs', 'sns'))}:eu-central-1:{account}:{word}",
        f"arn:aws:iam::{account}:role/{word}",
        f"arn:aws:sqs:eu-central-1:{account[:-1]}:{word}",
        f"{account}:{word}",
        account,
        account[1:],
        f"{octets[0]}.{octets[1]}.0.0/{rng.randint(16, 24)}",
        f"{'.'.join(octets)}/{rng.randint(9, 15)}",
        ".".join(octets),
        f"2001:db8:{rng.randint(1, 9999)}::/48",
        ".".join([*octets[:3], "300"]),
        f'{{"{word}": {rng.randint(1, 9)}}}',
        f'{{"{word}": }}',
        f"[{rng.randint(1, 9)}]",
        f"203{rng.randint(0, 9)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}T10:00:00Z",
        f"203{rng.randint(0, 9)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}",
        f"0{rng.randint(1, 9)}:15-1{rng.randint(0, 9)}:45",
        f"tue:0{rng.randint(1, 9)}:15-tue:1{rng.randint(0, 9)}:45",
        f"{rng.randint(2, 50)}m",
        str(rng.randint(2, 4000)),
        f"https://{word}.example.net/",
        f"s3://{word}/key",
        f"alias/{word}",
        f"/{word}",
        f"{word}@example.net",
        rng.choice(("True", "no", "1", "Yes")),
    ]
    rng.shuffle(made)
    return made


def numbers(rng: random.Random, named: Sequence[int]) -> list[int]:
    """Numbers at and beyond the borders that the provider names, and some others."""
    made: list[int] = []
    for number in named:
        made += [number, number + rng.randint(1, 40), number - rng.randint(1, 40)]
    made += [rng.randint(2, 60), rng.randint(61, 5000), rng.randint(-500, -3), rng.randint(10**7, 10**8)]
    rng.shuffle(made)
    return made
