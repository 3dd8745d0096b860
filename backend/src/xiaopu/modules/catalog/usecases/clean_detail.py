"""Rich text, cleaned on write by an allow-list: what is not on it does not exist."""

import nh3

# Words, pictures and tables of a product description; no scripts, frames, forms, styles sheets or handlers.
_TAGS = {
    "a", "b", "blockquote", "br", "code", "div", "em", "figcaption", "figure", "h1", "h2", "h3", "h4",
    "hr", "i", "img", "li", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"style"},
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
# Nothing here can reach the network (no url()), leave its place (no position) or hide what is under it.
_STYLES = {
    "color", "background-color", "font-size", "font-weight", "font-style", "text-align", "text-decoration",
    "line-height", "margin", "margin-top", "margin-bottom", "padding", "width", "max-width",
}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "noscript", "template"},
    attributes=_ATTRIBUTES,
    filter_style_properties=_STYLES,
    url_schemes={"http", "https"},
    link_rel="noopener noreferrer nofollow",
    strip_comments=True,
)


def clean_detail(html: str | None) -> str:
    """The same text with only harmless tags and attributes left; cleaning twice changes nothing. Linear in
    its length.
    """
    return _CLEANER.clean(html).strip() if html else ""
