"""Fit how sure a row is, from data/evaluation/row_features.csv to lexicon/sure.toml.

    python tools/fit_sure.py

Logistic regression with an L2 penalty (Hosmer, Lemeshow and Sturdivant, Applied Logistic Regression, 2013),
its strength chosen by leaving whole articles out. Needs scikit-learn (`pip install -e '.[fit]'`). Prints how
well the probabilities hold on the part that was not fitted.
"""

from pathlib import Path

import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "data" / "evaluation" / "row_features.csv"
MODEL = ROOT / "src" / "prisoner_diplomacy" / "lexicon" / "sure.toml"
STRENGTHS = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
DOUBTFUL_BELOW = 1 / 3
FIRST = ["set", "article", "part", "found", "right"]
HEADER = """\
# How sure a row is: weights of its features in a logistic model, fitted by tools/fit_sure.py from
# data/evaluation/row_features.csv. Of the rows below the line, which are marked doubtful, fewer than one in
# three is wholly right.
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
    guesses = model.predict_proba(check[features])[:, 1]
    base = fit["right"].mean()
    print(f"C {best}; fitted on {len(fit)} rows, {base:.3f} right; checked on {len(check)}")
    right, found = check["right"], check["found"]
    print(f"Brier {brier_score_loss(right, guesses):.3f} against {((right - base) ** 2).mean():.3f}")
    print(f"AUC right {roc_auc_score(right, guesses):.3f}, found {roc_auc_score(found, guesses):.3f}")
    weights = {name: round(float(weight), 3) for name, weight in zip(features, model.coef_[0], strict=True)}
    lines = [f'"{name}" = {weight}' for name, weight in sorted(weights.items())]
    MODEL.write_text(
        f"{HEADER}intercept = {model.intercept_[0]:.3f}\ndoubtful_below = {DOUBTFUL_BELOW:.2f}\n\n"
        f"[coefficients]\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
