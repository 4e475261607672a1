"""Fit how sure a row is, from data/evaluation/row_features.csv to lexicon/sure.toml.

    python tools/fit_sure.py

Logistic regression with an L2 penalty (Hosmer, Lemeshow and Sturdivant, Applied Logistic Regression, 2013),
its strength chosen by leaving whole articles out. Rules are tried on the texts fitted on and do better there
than elsewhere; so the level, not the order, is set by the part kept apart: its mean probability is its share
of right rows (calibration in the large; Van Calster et al. 2019). Needs scikit-learn, the extra `fit`. Prints
how well the probabilities hold on the part kept apart.
"""

from pathlib import Path

import pandas as pd
from scipy.optimize import brentq
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "data" / "evaluation" / "row_features.csv"
MODEL = ROOT / "src" / "prisoner_diplomacy" / "lexicon" / "sure.toml"
STRENGTHS = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
DOUBTFUL_BELOW = 1 / 4
FIRST = ["set", "article", "part", "found", "right"]
HEADER = """\
# How sure a row is: weights of its features in a logistic model, fitted by tools/fit_sure.py from
# data/evaluation/row_features.csv. Of the rows below the line, which are marked doubtful, fewer than one in
# four is wholly right.
"""


def main() -> None:
    """Fit on one part, tell how it does on the other, and write the coefficients."""
    table = pd.read_csv(TABLE)
    fit, check = (table[table["part"] == part] for part in ("fit", "check"))
    features = [name for name in table.columns if name not in FIRST]
    groups = fit["set"] + fit["article"].astype(str)

    def brier_of(strength: float) -> float:
        guesses = cross_val_predict(
            LogisticRegression(C=strength, max_iter=2000), fit[features], fit["right"],
            groups=groups, cv=GroupKFold(10), method="predict_proba",
        )  # fmt: skip
        return brier_score_loss(fit["right"], guesses[:, 1])

    best = min(STRENGTHS, key=brier_of)
    model = LogisticRegression(C=best, max_iter=2000).fit(fit[features], fit["right"])
    scores = model.decision_function(check[features])
    base = check["right"].mean()
    shift = brentq(lambda step: expit(scores + step).mean() - base, -5, 5)
    guesses = expit(scores + shift)
    print(
        f"C {best}; fitted on {len(fit)} rows, {fit['right'].mean():.3f} right; "
        f"checked on {len(check)}, {base:.3f} right; level moved by {shift:.2f}"
    )
    right, found = check["right"], check["found"]
    print(f"Brier {brier_score_loss(right, guesses):.3f} against {((right - base) ** 2).mean():.3f}")
    print(f"AUC right {roc_auc_score(right, guesses):.3f}, found {roc_auc_score(found, guesses):.3f}")
    weights = {name: round(float(weight), 3) for name, weight in zip(features, model.coef_[0], strict=True)}
    lines = [f'"{name}" = {weight}' for name, weight in sorted(weights.items())]
    MODEL.write_text(
        f"{HEADER}intercept = {model.intercept_[0] + shift:.3f}\ndoubtful_below = {DOUBTFUL_BELOW:.2f}\n\n"
        f"[coefficients]\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
