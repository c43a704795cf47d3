"""Country names as addresses have them, to ISO 3166 alpha-2 codes."""

from __future__ import annotations

from dunning_desktop.intake.synonyms import key

_NAMES = """
    GB: United Kingdom, UK, U.K., Great Britain, Britain, England, Scotland, Wales,
        Northern Ireland, Vereinigtes Königreich, Großbritannien, Royaume-Uni,
        Verenigd Koninkrijk, Reino Unido, Regno Unito
    GG: Guernsey
    JE: Jersey
    IM: Isle of Man
    IE: Ireland, Republic of Ireland, Eire, Irland, Irlande, Ierland, Irlanda
    US: United States, United States of America, USA, U.S.A., US, Vereinigte Staaten, États-Unis,
        Verenigde Staten, Estados Unidos, Stati Uniti
    DE: Germany, Deutschland, Allemagne, Duitsland, Alemania, Germania
    AT: Austria, Österreich, Autriche, Oostenrijk
    CH: Switzerland, Schweiz, Suisse, Zwitserland, Suiza, Svizzera
    LI: Liechtenstein
    FR: France, Frankreich, Frankrijk, Francia
    BE: Belgium, Belgien, Belgique, België, Bélgica, Belgio
    NL: Netherlands, The Netherlands, Holland, Niederlande, Pays-Bas, Nederland, Países Bajos,
        Paesi Bassi
    LU: Luxembourg, Luxemburg
    ES: Spain, Spanien, Espagne, Spanje, España, Spagna
    PT: Portugal
    IT: Italy, Italien, Italie, Italië, Italia
    DK: Denmark, Dänemark, Danemark, Denemarken, Danmark
    SE: Sweden, Schweden, Suède, Zweden, Sverige
    NO: Norway, Norwegen, Norvège, Noorwegen, Norge
    FI: Finland, Finnland, Finlande, Suomi
    IS: Iceland
    PL: Poland, Polen, Pologne, Polska
    CZ: Czech Republic, Czechia, Tschechien, Česko
    SK: Slovakia, Slowakei
    HU: Hungary, Ungarn, Hongrie
    RO: Romania
    BG: Bulgaria
    GR: Greece, Griechenland, Grèce
    HR: Croatia, Kroatien
    SI: Slovenia, Slowenien
    EE: Estonia
    LV: Latvia
    LT: Lithuania
    MT: Malta
    CY: Cyprus
    TR: Turkey, Türkiye
    UA: Ukraine
    CA: Canada, Kanada
    MX: Mexico, México
    BR: Brazil, Brasil
    AR: Argentina
    AU: Australia
    NZ: New Zealand
    IN: India
    PK: Pakistan
    BD: Bangladesh
    LK: Sri Lanka
    CN: China
    HK: Hong Kong
    TW: Taiwan
    JP: Japan
    KR: South Korea, Korea
    SG: Singapore
    MY: Malaysia
    TH: Thailand
    VN: Vietnam
    PH: Philippines
    ID: Indonesia
    AE: United Arab Emirates, UAE, U.A.E.
    SA: Saudi Arabia
    QA: Qatar
    KW: Kuwait
    IL: Israel
    EG: Egypt
    ZA: South Africa
    NG: Nigeria
    KE: Kenya
    GH: Ghana
    GI: Gibraltar
"""
_CODE = 2


def _table() -> dict[str, str]:
    code, found = "", {}
    for line in _NAMES.strip().splitlines():
        # A line without a code goes on with the names of the one above.
        head, mark, names = line.rpartition(":")
        code = head.strip() if mark else code
        found.update({key(name): code for name in names.split(",") if name.strip()})
    return found


_CODES = _table()


def country_code(text: str) -> str:
    """The code for a country's name or code, empty where it is not known."""
    named = _CODES.get(key(text))
    if named:
        return named
    is_code = len(text) == _CODE and text.isascii() and text.isalpha()
    return text.upper() if is_code else ""
