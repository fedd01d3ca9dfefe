"""Carriers: what is printed or shown to the public, made from the catalogue."""

from zwgk.carriers.models.printed import COLOURS, Brand, Carrier, CarrierItem
from zwgk.carriers.models.screens import PRESETS, PlayedMinute, Screen, ScreenEntry, Slogan

__all__ = ["COLOURS", "PRESETS", "Brand", "Carrier", "CarrierItem", "PlayedMinute", "Screen",
           "ScreenEntry", "Slogan"]  # fmt: skip
