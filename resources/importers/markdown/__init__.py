"""Markdown (CommonMark with tables) into the blocks and the rich text that our editor knows."""

from .blocks import Converted, to_blocks, to_rich_text
from .inline import Resolve, plain, web_link
from .links import Link

__all__ = ["Converted", "Link", "Resolve", "plain", "to_blocks", "to_rich_text", "web_link"]
