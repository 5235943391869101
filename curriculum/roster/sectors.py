"""What people call their line of work, and which of our sectors it counts as. Pure but for the names of the sectors."""

from ..models import Sector
from .columns import fold

# The first that occurs decides: "gudang dan pelabuhan" is a warehouse.
WORDS = (
    (Sector.GARMENT, ("garmen", "garment", "konveksi", "jahit", "pakaian")),
    (Sector.FOOTWEAR, ("sepatu", "alas kaki", "sandal", "footwear")),
    (Sector.TEXTILE, ("tekstil", "textile", "rajut", "tenun", "benang", "pemintalan", "batik")),
    (Sector.AUTOMOTIVE, ("otomotif", "automotive", "suku cadang", "mobil", "motor")),
    (Sector.ELECTRONICS, ("elektronik", "elektro", "electronic")),
    (Sector.METAL, ("logam", "metal", "baja", "besi", "mesin", "galangan", "kapal")),
    (Sector.CHEMICAL, ("kimia", "plastik", "karet", "farmasi", "chemical")),
    (Sector.FOOD, ("makanan", "minuman", "pangan", "food")),
    (Sector.WAREHOUSE, ("gudang", "logistik", "warehouse")),
    (Sector.TRANSPORT, ("transport", "angkutan", "pelabuhan", "sopir", "supir", "ojek", "kurir")),
    (Sector.MINING, ("tambang", "batu bara", "batubara", "mining")),
    (Sector.PLANTATION, ("kebun", "sawit", "plantation")),
    (Sector.RETAIL, ("toko", "ritel", "retail", "swalayan", "minimarket")),
)


def sector_of(typed: str) -> str:
    folded = fold(typed)
    return next((sector.value for sector, words in WORDS if any(word in folded for word in words)), Sector.OTHER.value)
