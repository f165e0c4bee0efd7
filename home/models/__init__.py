"""The home page and its parts, pages of words, notices over all pages."""

from .bands import BandKind, HomeBand
from .banner import Banner, BannerKind
from .pages import HomePage, StandardPage

__all__ = ["BandKind", "Banner", "BannerKind", "HomeBand", "HomePage", "StandardPage"]
