"""What Excel checks when it opens a file, as far as it can be checked without Excel."""

import re
import zipfile
from collections import Counter

import pytest
from lxml import etree
from plan_workbook_builders import CORTES, A, accion, content, package_parts, written

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# Order of the children of a worksheet in the schema; Excel repairs a file that breaks it.
ORDER = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetProtection",
    "autoFilter",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "ignoredErrors",
]


@pytest.fixture(scope="module", params=["lider", "planeacion", "control_interno"])
def path(request, tmp_path_factory):
    hard = accion(A, accion="=x\n" + "ñ😀" * 20_000, causa="a\x00\x0b_x0041_<&>")
    names = ("O'Higgins: [plan] */?\\", "o’higgins plan", "Historial", "😀" * 40, "'", "Notas")
    politicas = (
        ("gobierno_digital", "Gobierno & Digital"),
        *((f"p{n}", x) for n, x in enumerate(names)),
    )
    sent = content(
        hard, rol=request.param, politicas=politicas, entidad="A&B " * 80, es_ficticia=True
    )
    return written(tmp_path_factory.mktemp(request.param), sent)


@pytest.fixture(scope="module")
def parts(path):
    return package_parts(path)


def tree(text):
    return etree.fromstring(text.encode())


def sheets(parts):
    return {
        name: tree(text) for name, text in parts.items() if name.startswith("xl/worksheets/sheet")
    }


def test_every_part_is_well_formed_and_named_once(path, parts):
    with zipfile.ZipFile(path) as package:
        assert len(package.namelist()) == len({name.lower() for name in package.namelist()})
    for name, text in parts.items():
        assert tree(text) is not None, name


def test_every_part_has_a_content_type(parts):
    types = tree(parts["[Content_Types].xml"])
    named = {each.get("PartName") for each in types.iter(f"{TYPES}Override")}
    endings = {each.get("Extension") for each in types.iter(f"{TYPES}Default")}
    others = {f"/{name}" for name in parts} - named - {"/[Content_Types].xml"}
    assert {name.rpartition(".")[2] for name in others} <= endings
    assert {name.lstrip("/") for name in named} <= set(parts)


def test_every_relation_leads_to_a_part(parts):
    for name in (name for name in parts if name.endswith(".rels")):
        base = name.replace("_rels/", "").rpartition("/")[0]
        for relation in tree(parts[name]).iter(f"{REL}Relationship"):
            target = relation.get("Target")
            assert relation.get("TargetMode") is None
            assert (
                target.lstrip("/") if target.startswith("/") else f"{base}/{target}".lstrip("/")
            ) in parts


def test_sheet_names_are_such_as_excel_takes(parts):
    names = re.findall(r'<sheet name="([^"]*)"', parts["xl/workbook.xml"])
    plain = [name.replace("&amp;", "&") for name in names]
    assert all(0 < len(name.encode("utf-16-le")) <= 62 for name in plain)
    assert not any(set(name) & set("[]:*?/\\") or name.strip("'") != name for name in plain)
    assert max(Counter(name.casefold() for name in plain).values()) == 1


def test_the_children_of_a_worksheet_stand_in_the_order_of_the_schema(parts):
    for sheet in sheets(parts).values():
        places = [ORDER.index(child.tag.removeprefix(MAIN)) for child in sheet]
        assert places == sorted(places)


def test_shared_strings_are_counted_right_and_none_is_too_long(parts):
    table = tree(parts["xl/sharedStrings.xml"])
    items = table.findall(f"{MAIN}si")
    used = [
        cell
        for sheet in sheets(parts).values()
        for cell in sheet.iter(f"{MAIN}c")
        if cell.get("t") == "s"
    ]
    assert (int(table.get("count")), int(table.get("uniqueCount"))) == (len(used), len(items))
    assert max(len(item.findtext(f"{MAIN}t").encode("utf-16-le")) // 2 for item in items) <= 32_767


def test_validations_keep_the_limits_of_excel(parts):
    for sheet in sheets(parts).values():
        rules = list(sheet.iter(f"{MAIN}dataValidation"))
        for rule in rules:
            assert all(len(formula.text) < 255 for formula in rule)
            assert len(rule.get("promptTitle", "")) <= 32
            assert len(rule.get("errorTitle", "")) <= 32
            assert len(rule.get("prompt", "")) <= 255
            assert len(rule.get("error", "")) <= 255
        for group in sheet.iter(f"{MAIN}dataValidations"):
            assert int(group.get("count")) == len(rules)
        assert len({rule.get("sqref") for rule in rules}) == len(rules)


def test_page_headers_keep_the_limit_of_excel(parts):
    for sheet in sheets(parts).values():
        assert all(
            len(text.text) <= 255 for each in sheet.iter(f"{MAIN}headerFooter") for text in each
        )


def test_conditional_formats_use_styles_that_exist(parts):
    styles = tree(parts["xl/styles.xml"])
    n_styles = len(styles.find(f"{MAIN}dxfs"))
    used = {
        int(rule.get("dxfId"))
        for sheet in sheets(parts).values()
        for rule in sheet.iter(f"{MAIN}cfRule")
    }
    assert used
    assert max(used) < n_styles


def test_defined_names_point_to_sheets_of_the_workbook(parts):
    book = tree(parts["xl/workbook.xml"])
    names = [sheet.get("name") for sheet in book.iter(f"{MAIN}sheet")]
    defined = list(book.iter(f"{MAIN}definedName"))
    assert {each.get("name") for each in defined} >= {"_xlnm.Print_Titles", "_xlnm._FilterDatabase"}
    for each in defined:
        name = names[int(each.get("localSheetId"))]
        ranges = re.findall(r"(?:^|,)('(?:[^']|'')*'|[^'!,]+)!", each.text)
        assert {sheet.strip("'") for sheet in ranges} == {name}


def test_formulas_are_within_the_length_that_excel_takes(parts):
    formulas = [f.text for sheet in sheets(parts).values() for f in sheet.iter(f"{MAIN}f")]
    assert max(map(len, formulas)) < 8_192


def test_no_person_is_named_and_the_date_is_that_of_the_content(parts):
    core = parts["docProps/core.xml"]
    assert "<dc:creator></dc:creator>" in core
    assert core.count(f"{content().fecha.isoformat()}T00:00:00Z") == 2
    assert "es-CO" in parts["docProps/custom.xml"]


def test_cut_offs_stand_in_the_headers(parts):
    for day in CORTES:
        assert f"corte {day:%d/%m/%Y}" in parts["xl/sharedStrings.xml"]
