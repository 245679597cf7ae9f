"""Logarithm, exponential and quantiles from sums, products and roots alone.

What the system's own library gives differs in the last bit from machine to machine; these do not,
so that an ensemble has one digest wherever it is run. Correct to a few units in the last place.
"""

from __future__ import annotations

import numpy as np

from negotiation.simulation.compiled import compiled, inlined

_LN2_HIGH, _LN2_LOW = 0.693147180369123816490, 1.90821492927058770002e-10
_FRACTION, _ONE = np.int64(0x000FFFFFFFFFFFFF), np.int64(0x3FF0000000000000)


@inlined
def ln(x: float) -> float:
    """Give the natural logarithm of a positive, normal number."""
    bits = np.float64(x).view(np.int64)
    exponent = (bits >> 52) - 1023
    mantissa = np.int64((bits & _FRACTION) | _ONE).view(np.float64)
    is_big = mantissa > 1.4142135623730951
    mantissa = mantissa * 0.5 if is_big else mantissa
    exponent = exponent + 1 if is_big else exponent
    s = (mantissa - 1.0) / (mantissa + 1.0)
    z = s * s
    # 2 artanh(s), |s| < 0.172
    tail = z / 21 + 1 / 19
    tail = tail * z + 1 / 17
    tail = tail * z + 1 / 15
    tail = tail * z + 1 / 13
    tail = tail * z + 1 / 11
    tail = tail * z + 1 / 9
    tail = tail * z + 1 / 7
    tail = tail * z + 1 / 5
    tail = tail * z + 1 / 3
    return exponent * _LN2_HIGH + (exponent * _LN2_LOW + (2 * s * (z * tail) + 2 * s))


@compiled
def exp(x: float) -> float:
    """Give e to the power x; 0 below -700, and as at 700 above."""
    if x < -700.0:
        return 0.0
    x = min(x, 700.0)
    whole = np.floor(x / _LN2_HIGH + 0.5)
    rest = (x - whole * _LN2_HIGH) - whole * _LN2_LOW
    total = 1.0
    for n in range(17, 0, -1):
        total = total * rest / n + 1.0
    return total * np.int64((np.int64(whole) + 1023) << 52).view(np.float64)


@compiled
def normal_quantile(p: float) -> float:
    """Give the number below which a standard normal one lies with probability p.

    Wichura 1988, algorithm AS 241, doi:10.2307/2347330.
    """
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        top = (((((((2509.0809287301226727 * r + 33430.575583588128105) * r
            + 67265.770927008700853) * r + 45921.953931549871457) * r
            + 13731.693765509461125) * r + 1971.5909503065514427) * r
            + 133.14166789178437745) * r + 3.387132872796366608)  # fmt: skip
        low = (((((((5226.495278852854561 * r + 28729.085735721942674) * r
            + 39307.89580009271061) * r + 21213.794301586595867) * r
            + 5394.1960214247511077) * r + 687.1870074920579083) * r
            + 42.313330701600911252) * r + 1.0)  # fmt: skip
        return q * top / low
    r = np.sqrt(-ln(min(p, 1.0 - p)))
    if r <= 5.0:
        r -= 1.6
        top = (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r
            + 0.24178072517745061177) * r + 1.27045825245236838258) * r
            + 3.64784832476320460504) * r + 5.7694972214606914055) * r
            + 4.6303378461565452959) * r + 1.42343711074968357734)  # fmt: skip
        low = (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r
            + 0.0151986665636164571966) * r + 0.14810397642748007459) * r
            + 0.68976733498510000455) * r + 1.6763848301838038494) * r
            + 2.05319162663775882187) * r + 1.0)  # fmt: skip
    else:
        r -= 5.0
        top = (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
            + 0.0012426609473880784386) * r + 0.026532189526576123093) * r
            + 0.29656057182850489123) * r + 1.7848265399172913358) * r
            + 5.4637849111641143699) * r + 6.6579046435011037772)  # fmt: skip
        low = (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r
            + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4) * r
            + 0.0148753612908506148525) * r + 0.13692988092273580531) * r
            + 0.59983220655588793769) * r + 1.0)  # fmt: skip
    return float(top / low if q > 0 else -top / low)


@compiled
def gamma_shares(shape: float, log_gamma: float, x: float) -> tuple[float, float]:
    """Give how much of a standard gamma distribution lies below x and above it.

    Series and continued fraction as in Abramowitz & Stegun 1964, 6.5.29 and 6.5.31.
    """
    if x <= 0.0:
        return 0.0, 1.0
    scale = exp(shape * ln(x) - x - log_gamma)
    if x < shape + 1.0:
        term = total = 1.0 / shape
        n = shape
        while term > total * 1e-17:
            n += 1.0
            term *= x / n
            total += term
        below = min(total * scale, 1.0)
        return below, 1.0 - below
    b = x + 1.0 - shape
    c, d = 1e300, 1.0 / b
    total = d
    for i in range(1, 10_000):
        step = -i * (i - shape)
        b += 2.0
        d = 1.0 / (step * d + b)
        c = b + step / c
        total *= d * c
        if abs(d * c - 1.0) < 1e-16:
            break
    above = min(total * scale, 1.0)
    return 1.0 - above, above


@compiled
def gamma_quantile(shape: float, log_gamma: float, above: float) -> float:
    """Give the number above which a standard gamma one lies with that probability.

    Halley's steps on the logarithm from Wilson & Hilferty's start (1931,
    doi:10.1073/pnas.17.12.684), halved into a bracket where they would leave it.
    """
    z = -normal_quantile(above)
    cube = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * np.sqrt(shape))
    if cube > 0.1:
        log_x = ln(shape) + 3.0 * ln(cube)
    else:  # deep in the lower tail, where the share below is near x^shape / Γ(shape + 1)
        log_x = (ln(1.0 - above) + log_gamma + ln(shape)) / shape
    low, high = -690.0, ln(shape + 800.0 + 40.0 * np.sqrt(shape))
    log_x = min(max(log_x, low), high)
    for _ in range(200):
        x = exp(log_x)
        found_below, found_above = gamma_shares(shape, log_gamma, x)
        miss = found_above - above if above < 0.5 else (1.0 - above) - found_below
        if miss > 0.0:
            low = log_x
        else:
            high = log_x
        slope = exp(shape * log_x - x - log_gamma)
        step = miss / slope if slope > 0.0 else 0.0
        after = log_x + step / max(1.0 + 0.5 * step * (shape - x), 0.5)
        if slope == 0.0 or not low <= after <= high:
            after = 0.5 * (low + high)
        if abs(after - log_x) <= 1e-6:  # the next error would be about its third power
            return exp(after)
        log_x = after
    return exp(log_x)
