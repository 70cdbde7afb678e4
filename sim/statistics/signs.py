"""The sign test: does a change go one way more often than a fair coin would?"""


def sign_test(one_way: int, other_way: int) -> float:
    """Exact two-sided p-value for changes that went so often one way and so often the other.

    Ties tell nothing of a direction and are no argument here; without any change the p-value is 1.
    On paired truth values this is the exact test of McNemar.

    Source: W. J. Conover, Practical Nonparametric Statistics (3rd ed. 1999), section 3.4: under no
    difference the rarer way is binomial with probability one half.

    >>> sign_test(1, 7) == 2 * (1 + 8) / 2**8
    True
    >>> sign_test(0, 0), sign_test(4, 4)
    (1.0, 1.0)
    """
    from scipy.special import bdtr

    total = one_way + other_way
    return min(1.0, 2 * float(bdtr(min(one_way, other_way), total, 0.5)))
