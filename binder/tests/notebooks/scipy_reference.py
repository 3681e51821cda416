"""What SciPy says of some samples, for the Java statistics to be held against.

Writes the reference values anew: python binder/tests/notebooks/scipy_reference.py
"""

import itertools
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import scipy
from scipy import stats

REFERENCE = Path(__file__).parents[3] / "kernel-lib/src/test/resources/stats/scipy.json"

# The article's runs, samples with ties, skewed ones, an outlier, and sizes on both sides of the
# bounds between exact and asymptotic p-values.
SAMPLES = {
    "threads": [65.97, 63.55, 64.57, 63.69, 64.92],
    "asyncio": [17.30, 17.47, 17.14, 17.10, 17.09],
    "processes": [2.78, 2.69, 2.71, 2.78, 2.68],
    "blocking": [18.28, 17.39, 17.28, 17.23, 17.92],
    "outlier": [1.0, 1.01, 0.99, 1.02, 0.98, 1.005, 3.0],
    "rising": [1.0, 1.1, 1.2, 1.35, 1.3, 1.5, 1.6, 1.75],
    "falling": [5.0, 4.5, 4.0, 3.5, 3.25],
    "skewed": [0.31, 1.27, 0.64, 4.85, 0.92, 2.2, 0.48, 0.77, 9.13, 1.05, 0.58, 1.61],
    "slower": [0.34, 1.31, 0.69, 5.02, 0.95, 2.36, 0.5, 0.79, 9.61, 1.13, 0.6, 1.72],
    "tied": [2.0, 2.0, 3.0, 1.0, 2.0, 4.0, 3.0, 5.0],
    "long": [round(float(x), 4) for x in 1 + 0.1 * np.sin(np.arange(1, 61) ** 2)],
    "later": [round(float(x), 4) for x in 1.02 + 0.1 * np.sin(np.arange(1, 61) ** 2 + 0.3)],
}
PAIRS = [
    ("blocking", "asyncio"),
    ("blocking", "processes"),
    ("threads", "blocking"),
    ("outlier", "rising"),
    ("skewed", "tied"),
    ("long", "rising"),
    ("long", "skewed"),
]

# Of the same rounds: what a round has in common is no scatter.
ROUNDS = [("skewed", "slower"), ("slower", "skewed"), ("long", "later")]

# Sums of these are exact in binary, so that equal resampled means are equal everywhere.
DYADIC = {"even": [1.0, 2.0, 3.0, 4.0, 6.5], "skewed": [0.25, 0.5, 1.0, 1.75, 9.0]}


def one(values):
    x = np.array(values)
    n = len(x)
    mean, error = x.mean(), stats.sem(x)
    t = stats.t.interval(0.95, n - 1, loc=mean, scale=error)
    # Hyndman and Fan's definition 8 is 'median_unbiased' in NumPy.
    first, third = np.quantile(x, [0.25, 0.75], method="median_unbiased")
    low, high = first - 1.5 * (third - first), third + 1.5 * (third - first)
    kendall = stats.kendalltau(np.arange(n), x)
    return {
        "values": values,
        "mean": mean,
        "t_low": t[0],
        "t_high": t[1],
        "median": np.median(x),
        "mad": stats.median_abs_deviation(x),
        "quartile_1": first,
        "quartile_3": third,
        "fence_low": low,
        "fence_high": high,
        "outliers": int(np.sum((x < low) | (x > high))),
        "skewness": stats.skew(x),
        "kendall_p": kendall.pvalue,
    }


def two(a, b):
    x, y = np.array(SAMPLES[a]), np.array(SAMPLES[b])
    welch = stats.ttest_ind(x, y, equal_var=False)
    # The same rule as in Java: exact without ties and with at most 50 values in each.
    ties = len(set(x) | set(y)) < len(x) + len(y)
    method = "asymptotic" if ties or max(len(x), len(y)) > 50 else "exact"
    ranks = stats.mannwhitneyu(x, y, alternative="two-sided", method=method)
    # Delta method: relative variances of the means, with Welch's and Satterthwaite's freedom.
    va, vb = stats.sem(x) ** 2 / x.mean() ** 2, stats.sem(y) ** 2 / y.mean() ** 2
    freedom = (va + vb) ** 2 / (va**2 / (len(x) - 1) + vb**2 / (len(y) - 1))
    reach = stats.t.ppf(0.975, freedom) * np.sqrt(va + vb)
    ratio = x.mean() / y.mean()
    return {
        "x": a,
        "y": b,
        "welch_p": welch.pvalue,
        "welch_df": welch.df,
        "mann_whitney_method": method,
        "mann_whitney_p": ranks.pvalue,
        "ratio": ratio,
        "ratio_low": ratio * np.exp(-reach),
        "ratio_high": ratio * np.exp(reach),
    }


def rounds(a, b):
    x, y = np.array(SAMPLES[a]), np.array(SAMPLES[b])
    # Delta method: the relative variances of both means, less twice their relative covariance.
    covariance = np.cov(x, y)
    variance = (
        covariance[0, 0] / x.mean() ** 2
        + covariance[1, 1] / y.mean() ** 2
        - 2 * covariance[0, 1] / (x.mean() * y.mean())
    ) / len(x)
    reach = stats.t.ppf(0.975, len(x) - 1) * np.sqrt(variance)
    ratio = x.mean() / y.mean()
    return {
        "x": a,
        "y": b,
        "p": stats.ttest_rel(x, y).pvalue,
        "p_of_twice": stats.ttest_rel(x, 2 * y).pvalue,
        "ratio": ratio,
        "ratio_low": ratio * np.exp(-reach),
        "ratio_high": ratio * np.exp(reach),
    }


def bootstrap(values):
    """Intervals from every possible resample: n to the n of them, so nothing is left to chance."""
    x = np.array(values)
    means = np.sort([np.mean(r) for r in itertools.product(values, repeat=len(values))])
    all_of_them = SimpleNamespace(bootstrap_distribution=means)
    bca, percentile = (
        stats.bootstrap(
            (x,), np.mean, n_resamples=0, bootstrap_result=all_of_them, method=method
        ).confidence_interval
        for method in ("BCa", "percentile")
    )
    mean = x.mean()
    share = (np.sum(means < mean) + np.sum(means <= mean)) / (2 * len(means))
    left_out = np.array([np.delete(x, i).mean() for i in range(len(x))])
    distance = left_out.mean() - left_out
    return {
        "values": values,
        "bias": stats.norm.ppf(share),
        "acceleration": np.sum(distance**3) / (6 * np.sum(distance**2) ** 1.5),
        "bca_low": bca.low,
        "bca_high": bca.high,
        "percentile_low": percentile.low,
        "percentile_high": percentile.high,
    }


def plain(value):
    if isinstance(value, dict):
        return {key: plain(v) for key, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return float(value) if isinstance(value, np.floating) else value


def make():
    return plain(
        {
            "scipy": scipy.__version__,
            "samples": {name: one(values) for name, values in SAMPLES.items()},
            "pairs": [two(a, b) for a, b in PAIRS],
            "rounds": [rounds(a, b) for a, b in ROUNDS],
            "bootstraps": [bootstrap(values) for values in DYADIC.values()],
        }
    )


if __name__ == "__main__":
    REFERENCE.parent.mkdir(parents=True, exist_ok=True)
    REFERENCE.write_text(json.dumps(make(), indent=2) + "\n", encoding="utf-8")
