"""Reference tables of the model and its measurements, behind typed accessors."""

from mipg_helpers.reference.catalog import IDI, IDI_NAME, Catalog, load_catalog
from mipg_helpers.reference.names import LabelError

__all__ = ["IDI", "IDI_NAME", "Catalog", "LabelError", "load_catalog"]
