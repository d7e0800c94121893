"""import and export of records, as processes."""

from __future__ import annotations

from tests.cli.conftest import Cli


def test_people_go_out_as_cards_and_come_into_another_desk(cli: Cli) -> None:
    cli.add("people", "name=Ana Souza", "email=ana@x.example", "phone=+49 30 1")
    assert "people.vcf: 1 people." in cli.done("export", "people", "-o", "people.vcf").err
    there = ("--home", str(cli.folder / "there"))
    planned = cli.done("import", "people", "people.vcf", "--dry-run", *there)
    assert "Nothing was written." in planned.err
    done = cli.done("import", "people", "people.vcf", "--json", *there).json
    assert done["counts"] == {"create": 1, "update": 0, "skip": 0, "unchanged": 0}
    (person,) = cli.done("list", "people", "--json", *there).json
    assert (person["name"], person["email"], person["phone"]) == ("Ana Souza", "ana@x.example", "+49 30 1")
    assert "has all of it already" in cli.done("import", "people", "people.vcf", *there).err
    cli.done("undo", *there)
    assert cli.done("list", "people", "--json", *there).json == []


def test_columns_are_mapped_and_fields_set_beside_the_file(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    (cli.folder / "wishes.csv").write_text("Wish;Horizon\nFaster close;now\n", encoding="utf-8")
    options = ("import", "demands", "wishes.csv", "--set", "customer=FIN")
    assert "no column title" in cli.refused(*options)
    cli.done(*options, "--map", "Wish=title", "--map", "Horizon=horizon")
    assert [row["title"] for row in cli.list("demands")] == ["Faster close"]
    assert "has all of it already" in cli.done(*options).err


def test_records_are_written_as_tables(cli: Cli) -> None:
    cli.add("customers", "name==1+1", "code=FIN", "notes=between us")
    cli.add("risks", "customer=FIN", "title=Secret", "internal=yes")
    assert "1 marked internal stayed" in cli.done("export", "risks", "-o", "risks.csv").err
    cli.done("export", "customers", "-o", "customers.xlsx")
    assert "unchanged" in cli.done("import", "customers", "customers.xlsx").out
    assert cli("export", "customers", "-o", "x.vcf").code == 2
    assert cli("export", "nonsense", "-o", "x.csv").code != 0
    assert "signatures" in cli("import", "signatures", "risks.csv").err
    assert not (cli.folder / "x.vcf").exists()
