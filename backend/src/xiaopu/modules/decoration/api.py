"""What neighbours may ask of decoration."""

from xiaopu.modules.decoration.domain import Banner, Icon
from xiaopu.modules.decoration.queries import home
from xiaopu.modules.decoration.schemas import HomeIn, HomeView
from xiaopu.modules.decoration.usecases.change_home import change_home

__all__ = ["Banner", "HomeIn", "HomeView", "Icon", "change_home", "home"]
