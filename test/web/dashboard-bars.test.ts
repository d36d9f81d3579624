/** Do bars and squares say what the numbers say, and do cards stand without holes? */
import { barsView, type Bars } from "../../src/web/dashboard/bars";
import { inColumns } from "../../src/web/dashboard/columns";
import type { Figure } from "../../src/web/dashboard/figure";
import { heatView } from "../../src/web/dashboard/heat";
import { draw, html } from "../../src/web/dashboard/html";

const drawnAs = (chart: Omit<Bars, "kind" | "say">): string =>
  draw(barsView({ ...chart, kind: "bars", say: (value) => `${value} h` }, "Some figure"));
const widths = (text: string) =>
  [...text.matchAll(/<rect x="(\S+)" width="(\S+)"/g)].map((m) => [m[1], m[2]]);
const said = (text: string) => [...text.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((m) => m[1]);

describe("bars", () => {
  test("are as long as their share of the longest, with what each says behind it", () => {
    const text = drawnAs({ categories: ["A", "B"], series: [{ name: "Tickets", values: [4, 1] }] });
    expect(widths(text)).toEqual([
      ["0%", "100%"],
      ["0%", "25%"],
    ]);
    expect(said(text)).toEqual(["4 h", "1 h"]);
    expect(text).not.toContain("legend");
  });

  test("of shares are measured against the whole; what is not known is a dash, never a zero", () => {
    const values = [0.5, null, 0];
    const text = drawnAs({ categories: ["A", "B", "C"], series: [{ name: "Kept", values }], unit: "share" });
    expect(widths(text)).toEqual([["0%", "50%"]]);
    expect(said(text)).toEqual(["0.5 h", "–", "0 h"]);
  });

  test("that are stacked go on where the one before ends, and say their sum", () => {
    const series = [
      { name: "Confirmed", values: [6, 1] },
      { name: "Silent", values: [2, 3], colour: 3 },
    ];
    const text = drawnAs({ categories: ["A", "B"], series, stacked: true });
    expect(widths(text)).toEqual([
      ["0%", "75%"],
      ["75%", "25%"],
      ["0%", "12.5%"],
      ["12.5%", "37.5%"],
    ]);
    expect(said(text)).toEqual(["8 h", "4 h"]);
    expect(text).toContain("var(--c3)");
  });

  test("have whole names, as text", () => {
    const name = "A very long name of a <component> that nobody would cut off";
    const text = drawnAs({ categories: [name], series: [{ name: "Tickets", values: [0] }] });
    expect(text).toContain("A very long name of a &lt;component> that nobody would cut off");
    expect(widths(text)).toEqual([]);
  });
});

describe("a week by hours", () => {
  const heat = (values: (number | null)[]) =>
    draw(
      heatView(
        {
          kind: "heat",
          categories: ["00", "01", "02", "03"],
          series: [{ name: "Mon", values }],
          say: String,
        },
        "When they <come>",
      ),
    );

  test("has a square an hour, the stronger the more of the most there is, and none for nothing", () => {
    const text = heat([0, 1, 10, null]);
    expect(widths(text).map(([from]) => from)).toEqual(["0%", "25%", "50%", "75%"]);
    expect([...text.matchAll(/--heat-(\d)/g)].map(([, step]) => step)).toEqual(["0", "1", "5", "0"]);
  });

  test("is one picture to those who hear the page, and names its days and every second hour to those who see it", () => {
    const text = heat([1, 2, 3, 4]);
    expect(text).toContain('aria-label="When they &lt;come>. The same figures stand in the table below."');
    expect(text).toContain("Mon");
    expect(said(text)).toEqual(["00", "02"]);
  });
});

describe("cards", () => {
  const figure = (id: string, rows: number, more: Partial<Figure> = {}): { figure: Figure; view: object } => {
    const categories = Array.from({ length: rows }, (_, row) => `${row}`);
    const series = [{ name: "Tickets", values: categories.map(() => 1) }];
    const chart = { kind: "bars" as const, categories, series, say: String };
    return {
      figure: { id, title: id, table: { columns: [], rows: [] }, chart, empty: "", ...more },
      view: html`<i>${id}</i>`,
    };
  };
  const standing = (parts: ReturnType<typeof figure>[]): string =>
    draw(html`<main>${inColumns(parts as Parameters<typeof inColumns>[0])}</main>`)
      .replaceAll(/<\/?i>|<!doctype html>\n/g, " ")
      .replaceAll(/\s+/g, " ");

  test("each stands in the column that is shorter so far", () => {
    expect(standing([figure("a", 2), figure("b", 20), figure("c", 2), figure("d", 1)])).toContain(
      '<div class="column"> a c d </div><div class="column"> b </div>',
    );
  });

  test("one that is alone, a table, and one that is wide go across the page, in their order", () => {
    const across = standing([
      figure("a", 2),
      figure("table", 1, { isOpen: true }),
      figure("wide", 3, { isWide: true }),
    ]);
    expect(across).toContain("<main> a table wide </main>");
  });
});
