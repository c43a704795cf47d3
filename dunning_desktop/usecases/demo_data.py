"""Who owes what in the demo book: invented names, ranges reserved for fiction."""

from __future__ import annotations

from typing import NamedTuple


class DemoClient(NamedTuple):
    """A client of the demo book. ``net_days`` 0 means the business's own terms."""

    name: str
    debtor: str
    reference: str
    contact: str
    email: str
    street: str
    city: str
    postcode: str
    currency: str = "GBP"
    net_days: int = 0


CLIENTS = (
    DemoClient(
        "Aldgate Joinery Ltd",
        "company",
        "ALD01",
        "Priya Nair",
        "accounts@aldgatejoinery.example",
        "Unit 3, Tannery Yard",
        "London",
        "E1 8QS",
    ),
    DemoClient(
        "Brindle & Sons Builders",
        "partnership",
        "BRI01",
        "Tom Brindle",
        "tom@brindlebuilders.example",
        "88 Moor Lane",
        "Preston",
        "PR1 1JQ",
    ),
    DemoClient(
        "Cassidy Dental Practice LLP",
        "company",
        "CAS01",
        "Aoife Cassidy",
        "practice@cassidydental.example",
        "2 Park Crescent",
        "Harrogate",
        "HG1 2PQ",
    ),
    DemoClient(
        "Crag Vale Parish Council",
        "public-authority",
        "CRA01",
        "The Clerk",
        "clerk@cragvale.example",
        "Village Hall, Church Bank",
        "Hebden Bridge",
        "HX7 5TR",
    ),
    DemoClient(
        "Delphine Moreau Interiors",
        "sole-trader",
        "DEL01",
        "Delphine Moreau",
        "bonjour@moreau-interiors.example",
        "5 Rose Terrace",
        "York",
        "YO1 7HU",
    ),
    DemoClient(
        "Eastgate Coffee Roasters Ltd",
        "company",
        "EAS01",
        "Sam Okafor",
        "sam@eastgatecoffee.example",
        "19 Eastgate",
        "Leeds",
        "LS2 7LY",
    ),
    DemoClient(
        "Fennel & Thyme Catering Ltd",
        "company",
        "FEN01",
        "Jo Fennel",
        "",
        "31 Market Place",
        "Wakefield",
        "WF1 1DH",
    ),
    DemoClient(
        "Glasshouse Theatre Company",
        "company",
        "GLA01",
        "Finance office",
        "finance@glasshousetheatre.example",
        "Old Corn Exchange",
        "Halifax",
        "HX1 1BS",
    ),
    DemoClient(
        "Harbourne Fitness Ltd",
        "company",
        "HAR01",
        "Lee Marsh",
        "lee@harbournefitness.example",
        "7 Harbourne Road",
        "Birmingham",
        "B17 0AA",
    ),
    DemoClient(
        "Ingram, Wells & Okonkwo Solicitors LLP",
        "company",
        "ING01",
        "Accounts payable",
        "ap@iwo-law.example",
        "1 Minster Court",
        "Beverley",
        "HU17 0LA",
    ),
    DemoClient(
        "Juniper Row Estate Agents Ltd",
        "company",
        "JUN01",
        "Hannah Price",
        "hannah@juniperrow.example",
        "44 High Street",
        "Ilkley",
        "LS29 9BZ",
    ),
    DemoClient(
        "Kettlewell Farm Shop",
        "sole-trader",
        "KET01",
        "Alan Kettlewell",
        "alan@kettlewelfarm.invalid",
        "Low Farm",
        "Skipton",
        "BD23 5RB",
    ),
    DemoClient(
        "Lindqvist Arkitekter",
        "company",
        "LIN01",
        "Maja Lindqvist",
        "faktura@lindqvist.example",
        "Storgatan 12",
        "Malmö",
        "211 42",
        "EUR",
    ),
    DemoClient(
        "Mrs Margaret Ashworth",
        "consumer",
        "ASH01",
        "Margaret Ashworth",
        "m.ashworth@example.org",
        "9 Beech Grove",
        "Otley",
        "LS21 3AN",
    ),
    DemoClient(
        "Northern Lights Events Ltd",
        "company",
        "NOR01",
        "Dan Whitaker",
        "dan@nlevents.example",
        "Suite 4, The Foundry",
        "Sheffield",
        "S3 8GG",
        "GBP",
        14,
    ),
    DemoClient(
        "Pennine Cycle Hire CIC",
        "company",
        "PEN01",
        "Ruth Sykes",
        "ruth@penninecycles.example",
        "Canal Basin",
        "Todmorden",
        "OL14 5AJ",
    ),
)

# Number, client, days past due today (negative: not due yet), amount.
INVOICES = (
    ("HF-1041", "Aldgate Joinery Ltd", 74, "1440.00"),
    ("HF-1058", "Aldgate Joinery Ltd", 12, "960.00"),
    ("HF-1043", "Brindle & Sons Builders", 58, "2275.50"),
    ("HF-1062", "Brindle & Sons Builders", 4, "780.00"),
    ("HF-1047", "Cassidy Dental Practice LLP", 38, "3600.00"),
    ("HF-1066", "Cassidy Dental Practice LLP", -2, "3600.00"),
    ("HF-1050", "Crag Vale Parish Council", 33, "540.00"),
    ("HF-1053", "Delphine Moreau Interiors", 24, "1185.00"),
    ("HF-1068", "Delphine Moreau Interiors", -11, "420.00"),
    ("HF-1049", "Eastgate Coffee Roasters Ltd", 35, "864.00"),
    ("HF-1061", "Eastgate Coffee Roasters Ltd", 6, "864.00"),
    ("HF-1070", "Eastgate Coffee Roasters Ltd", -24, "864.00"),
    ("HF-1052", "Fennel & Thyme Catering Ltd", 26, "1920.00"),
    ("HF-1045", "Glasshouse Theatre Company", 49, "5160.00"),
    ("HF-1056", "Glasshouse Theatre Company", 17, "1290.00"),
    ("HF-1059", "Harbourne Fitness Ltd", 10, "648.00"),
    ("HF-1042", "Ingram, Wells & Okonkwo Solicitors LLP", 66, "12480.00"),
    ("HF-1055", "Ingram, Wells & Okonkwo Solicitors LLP", 19, "2196.00"),
    ("HF-1060", "Juniper Row Estate Agents Ltd", 8, "1512.00"),
    ("HF-1054", "Kettlewell Farm Shop", 22, "372.00"),
    ("HF-1063", "Lindqvist Arkitekter", 3, "4250.00"),
    ("HF-1057", "Mrs Margaret Ashworth", 15, "295.00"),
    ("HF-1048", "Northern Lights Events Ltd", 36, "7320.00"),
    ("HF-1064", "Northern Lights Events Ltd", 2, "1840.00"),
    ("HF-1065", "Pennine Cycle Hire CIC", -1, "1056.00"),
    ("HF-1067", "Pennine Cycle Hire CIC", -9, "312.00"),
)

# What was paid: the number it named, client, days before today, amount.
PAYMENTS = (
    ("HF-1041", "Aldgate Joinery Ltd", 44, "440.00"),
    ("HF-1043", "Brindle & Sons Builders", 31, "2275.50"),
    ("HF-1049", "Eastgate Coffee Roasters Ltd", 22, "864.00"),
    ("HF-1045", "Glasshouse Theatre Company", 10, "2580.00"),
    ("HF-1053", "Delphine Moreau Interiors", 3, "500.00"),
    ("HF-1060", "Juniper Row Estate Agents Ltd", 1, "1512.00"),
)
