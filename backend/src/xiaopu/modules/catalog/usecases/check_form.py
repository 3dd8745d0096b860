"""What the types of the product form cannot say: the matrix fits the specifications."""

from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.text import squeeze
from xiaopu.modules.catalog.schemas import GoodsIn


def check_form(form: GoodsIn) -> None:
    """Refuses `invalid_input` with the place: blank names, values named twice, SKUs that are not of the
    matrix or double.
    """
    if not squeeze(form.name):
        raise InvalidInput.at("name", "blank", "请填写商品名称")
    names = [spec.name for spec in form.specs]
    if len(set(names)) < len(names):
        raise InvalidInput.at("specs", "double", "规格名称重复")
    for number, spec in enumerate(form.specs):
        values = [value.value for value in spec.values]
        if len(set(values)) < len(values):
            raise InvalidInput.at(f"specs.{number}.values", "double", "规格值重复")
    _check_skus(form)


def _check_skus(form: GoodsIn) -> None:
    choices = [{value.value for value in spec.values} for spec in form.specs]
    seen: set[tuple[str, ...]] = set()
    ids = [sku.id for sku in form.skus if sku.id]
    if len(set(ids)) < len(ids):
        raise InvalidInput.at("skus", "double", "同一个规格出现了两次")
    for number, sku in enumerate(form.skus):
        fits = len(sku.spec_values) == len(choices) and all(
            value in some for value, some in zip(sku.spec_values, choices, strict=True)
        )
        if not fits:
            raise InvalidInput.at(f"skus.{number}.spec_values", "not_in_specs", "规格值不在规格里")
        if sku.spec_values in seen:
            raise InvalidInput.at(f"skus.{number}.spec_values", "double", "规格组合重复")
        seen.add(sku.spec_values)
