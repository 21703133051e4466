"""The towns that the fake service has, and its divisions in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Any

from attrs import frozen

OPENED = "2024-03-01T08:00:00.000000Z"

COUNTRIES: Mapping[str, tuple[str, str]] = {
    "CZ": ("cs", "Czechia"),
    "DE": ("de", "Germany"),
    "EE": ("et", "Estonia"),
    "ES": ("es", "Spain"),
    "FR": ("fr", "France"),
    "GB": ("en", "United Kingdom"),
    "HU": ("hu", "Hungary"),
    "IT": ("it", "Italy"),
    "LT": ("lt", "Lithuania"),
    "LV": ("lv", "Latvia"),
    "MD": ("ro", "Moldova"),
    "NL": ("nl", "Netherlands"),
    "PL": ("pl", "Poland"),
    "RO": ("ro", "Romania"),
    "SK": ("sk", "Slovakia"),
    "UA": ("uk", "Ukraine"),
}
"""Country code → the language of its own names, and its name in English."""

_DISTRICTS: Mapping[str, str] = {"Lviv": "Львівський", "Odesa": "Одеський"}
"""Towns, and the districts they are in; the others are districts of their own."""


@frozen
class Town:
    """A settlement: its names in English, its country's language and Ukrainian, and where it is."""

    id: int
    country: str
    english: str
    local: str
    ukrainian: str
    region: str
    latitude: float
    longitude: float
    postcode: str
    street: str

    def name(self, languages: Sequence[str]) -> str:
        """Name the town in the first wanted language there is a name in; else in English."""
        own, _ = COUNTRIES[self.country]
        names = {own: self.local, "uk": self.ukrainian, "en": self.english}
        return names[self.language(languages)]

    def language(self, languages: Sequence[str]) -> str:
        """Choose the first wanted language that the town has a name in; else English."""
        own, _ = COUNTRIES[self.country]
        return next((one for one in languages if one in (own, "uk", "en")), "en")

    @property
    def names(self) -> tuple[str, str, str]:
        """All names of the town."""
        return (self.english, self.local, self.ukrainian)

    def record(self, languages: Sequence[str]) -> dict[str, Any]:
        """Tell of the town what the service would: its district is called region, too."""
        region = {"id": self.id + 2000, "name": self.region}
        district = {"id": self.id + 1000, "name": _DISTRICTS.get(self.english, self.local)}
        return {
            "id": self.id,
            "name": self.name(languages),
            "region": {**district, "parent": region},
        }


def _towns() -> Iterator[Town]:
    rows = """
PL|Warsaw|Warszawa|Варшава|Mazowieckie|52.2297|21.0122|00-624|ul. Marszałkowska
PL|Krakow|Kraków|Краків|Małopolskie|50.0647|19.9450|31-042|ul. Floriańska
PL|Wroclaw|Wrocław|Вроцлав|Dolnośląskie|51.1079|17.0385|50-101|ul. Świdnicka
PL|Gdansk|Gdańsk|Гданськ|Pomorskie|54.3520|18.6466|80-831|ul. Długa
PL|Poznan|Poznań|Познань|Wielkopolskie|52.4064|16.9252|61-772|ul. Półwiejska
PL|Lodz|Łódź|Лодзь|Łódzkie|51.7592|19.4560|90-001|ul. Piotrkowska
UA|Kyiv|Київ|Київ|Київська|50.4501|30.5234|01001|вул. Хрещатик
UA|Lviv|Львів|Львів|Львівська|49.8397|24.0297|79000|просп. Свободи
UA|Odesa|Одеса|Одеса|Одеська|46.4825|30.7233|65000|вул. Дерибасівська
CZ|Prague|Praha|Прага|Praha|50.0755|14.4378|110 00|Vodičkova
DE|Berlin|Berlin|Берлін|Berlin|52.5200|13.4050|10117|Friedrichstraße
EE|Tallinn|Tallinn|Таллінн|Harju|59.4370|24.7536|10111|Narva maantee
ES|Madrid|Madrid|Мадрид|Madrid|40.4168|-3.7038|28013|Gran Vía
FR|Paris|Paris|Париж|Île-de-France|48.8566|2.3522|75001|Rue de Rivoli
GB|London|London|Лондон|Greater London|51.5072|-0.1276|W1D 1BS|Oxford Street
HU|Budapest|Budapest|Будапешт|Budapest|47.4979|19.0402|1051|Váci utca
IT|Rome|Roma|Рим|Lazio|41.9028|12.4964|00184|Via Nazionale
LT|Vilnius|Vilnius|Вільнюс|Vilniaus|54.6872|25.2797|01103|Gedimino prospektas
LV|Riga|Rīga|Рига|Rīga|56.9496|24.1052|LV-1050|Brīvības iela
MD|Chisinau|Chișinău|Кишинів|Chișinău|47.0105|28.8638|MD-2001|Strada Ștefan cel Mare
NL|Amsterdam|Amsterdam|Амстердам|Noord-Holland|52.3676|4.9041|1012|Damrak
RO|Bucharest|București|Бухарест|București|44.4268|26.1025|010011|Calea Victoriei
SK|Bratislava|Bratislava|Братислава|Bratislavský|48.1486|17.1077|811 01|Obchodná
"""
    for index, row in enumerate(rows.split("\n")[1:-1]):
        country, english, local, ukrainian, region, latitude, longitude, *rest = row.split("|")
        place = (float(latitude), float(longitude))
        yield Town(1000 + index, country, english, local, ukrainian, region, *place, *rest)


TOWNS: Sequence[Town] = tuple(_towns())

_KINDS: Sequence[tuple[str, str, str, int]] = (
    ("PostBranch", "Branch ", "Відділення №", 30_000),
    ("Postomat", "Parcel locker ", "Поштомат №", 30_000),
    ("CargoBranch", "Cargo branch ", "Вантажне відділення №", 1_000_000),
    ("PUDO", "Pick-up point ", "Пункт видачі №", 10_000),
)
"""Category, what is before a number in English and Ukrainian, and the heaviest parcel in g."""

CLOSED = 10083
"""The division that is closed for a while: the pick-up point in Odesa."""


@frozen
class Division:
    """One division of the fake service."""

    id: int
    town: Town
    category: str
    english: str
    ukrainian: str
    heaviest: int
    number: str

    @property
    def status(self) -> str:
        """Whether it is open: one is not, for programs that have to leave such out."""
        return "NotWorkingTemporary" if self.id == CLOSED else "Working"

    @property
    def full_number(self) -> str:
        """The number that shipments may name instead of the id."""
        return f"{self.id % 1000}/{self.number}"

    def distance(self, latitude: float, longitude: float) -> int:
        """Metres from a point, along the earth's surface."""
        south, north = radians(latitude), radians(self.town.latitude)
        east = radians(self.town.longitude - longitude)
        half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
        return round(2 * 6_371_000 * asin(sqrt(half)))

    def record(self, languages: Sequence[str]) -> dict[str, Any]:
        """Tell everything about the division that the service would."""
        town = self.town
        country = COUNTRIES[town.country][1]
        name = town.name(languages)
        title = self.ukrainian if town.language(languages) == "uk" else self.english
        street = f"{town.street} {self.number}"
        sides = ("Sender", "Recipient")
        return {
            "id": self.id,
            "name": f"{name}, {title}{self.number}",
            "shortName": f"{title}{self.number}",
            "externalId": f"{town.country}-{self.id}",
            "source": "NovaPost",
            "countryCode": town.country,
            "settlement": town.record(languages),
            "address": f"{street}, {town.postcode} {town.local}",
            "number": self.full_number,
            "status": self.status,
            "customerServiceAvailable": self.category != "Postomat",
            "divisionCategory": self.category,
            "prohibitedSending": False,
            "prohibitedIssuance": False,
            "publicPhones": ["48500100200"],
            "internalPhones": [],
            "settings": [],
            "responsiblePerson": None,
            "partner": None,
            "ownerDivision": None,
            "latitude": town.latitude,
            "longitude": town.longitude,
            "distance": None,
            **{f"maxWeightPlace{side}": self.heaviest for side in sides},
            **{f"max{edge}Place{side}": 1200 for side in sides for edge in ("Length", "Width")},
            **{f"maxHeightPlace{side}": 700 for side in sides},
            "maxCostPlace": 10_000.0,
            "maxDeclaredCostPlace": 10_000.0,
            "workSchedule": [
                {"day": day, "from": "09:00", "to": "20:00", "breakFrom": None, "breakTo": None}
                for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
            ],
            "logisticsCode": f"{town.english[:3].upper()}{self.number}",
            "attributes": {"printFormDeliveryRegion": town.region},
            "createdAt": OPENED,
            "updatedAt": OPENED,
            "deletedAt": None,
            "fullAddress": {
                "country": country,
                "settlement": name,
                "street": town.street,
                "building": self.number,
                "note": "",
                "zipcode": town.postcode,
            },
        }


DIVISIONS: Sequence[Division] = tuple(
    Division(10 * town.id + index, town, category, english, ukrainian, heaviest, str(index + 1))
    for town in TOWNS
    for index, (category, english, ukrainian, heaviest) in enumerate(_KINDS)
)

_NAMED: Mapping[str, int] = {
    "27255": 10000,
    "948360": 10010,  # Poland
    "12179": 10060,
    "11759": 10070,
    "12011": 10080,
    "4438": 10060,
    "32521/1": 10060,  # Ukraine
    "1834581": 10090,
    "1834946": 10090,  # Czechia
}
"""Ids and a number in the published examples of requests → which division here they mean."""


def division(number: Any) -> Division | None:
    """Find a division by its id, given as a number or as text."""
    wanted = str(_NAMED.get(str(number), number))
    return next((one for one in DIVISIONS if str(one.id) == wanted), None)


def division_numbered(country: Any, number: str) -> Division | None:
    """Find a division of a country by its number."""
    if number in _NAMED:
        return division(number)
    here = [one for one in DIVISIONS if one.town.country == country]
    return next((one for one in here if one.full_number == number), None)


def town_by_id(number: Any) -> Town | None:
    """Find a town by its id, given as a number or as text."""
    return next((one for one in TOWNS if str(one.id) == str(number)), None)


def town_of(country: Any, name: Any = None) -> Town | None:
    """Find a town by its name in any language; without a name, the country's first."""
    here = [town for town in TOWNS if town.country == country]
    named = [town for town in here if name in (town.english, town.local, town.ukrainian)]
    return next(iter(named or here), None)
