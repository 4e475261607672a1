"""The view as a widget in JupyterLab: the page's own script and style, with a kernel behind them."""

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.viewer.page import module, stylesheet
from prisoner_diplomacy.viewer.payload import loaded_records

if TYPE_CHECKING:
    from prisoner_diplomacy.viewer.live import ArticleView


class ArticleWidget(anywidget.AnyWidget):
    """What Python and the view share: ``chosen`` and ``records`` go both ways."""

    _esm = module()
    _css = stylesheet()
    markup = traitlets.Unicode().tag(sync=True)
    data = traitlets.Dict().tag(sync=True)
    chosen = traitlets.List(traitlets.Unicode()).tag(sync=True)
    records: traitlets.List[Any] = traitlets.List().tag(sync=True)
    told = traitlets.Unicode().tag(sync=True)


def make_widget(view: "ArticleView") -> ArticleWidget:
    """Return the widget of a view; its button for saving writes the review file."""
    loaded = loaded_records(view.data)
    widget = ArticleWidget(markup=view.markup, data=view.data, chosen=[], records=loaded, told="")

    def answer(_: Any, content: dict[str, Any], buffers: Any) -> None:
        if content.get("save"):
            try:
                widget.told = view.save()
            except (InputError, OSError) as error:
                widget.told = f"Not saved: {error}"

    widget.on_msg(answer)
    return widget
