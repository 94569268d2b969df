import { describe, expect, it } from "vitest";
import { exists, type Ground } from "./docs.ts";
import { readReferences } from "./references.ts";

const README = `# Title

Read [the way](docs/way.md#a-request-s-way), [gone](docs/gone.md) and [the web](https://example.org/docs/x.md).
The core is \`db/core/postgres.ts\`, each module \`db/modules/<slug>/reads.ts\`, tests \`test/**/*.test.ts\`, rules \`db/rules.ts\`.
Not a path: \`/api/v1/sppd\`, \`application/json\`, \`db\`. A file: \`knip.json\`, \`gone.toml\`.

## First order

\`\`\`sh
npm start
npm run verify && npm run gone -- --fast
npx tsc --noEmit; npx gone
curl -o surat.pdf http://127.0.0.1:8787/api/docs/x
workers/http/      one file per concern
functions/gone/
\`\`\`

Back [up](#first-order), [nowhere](#second-order).
`;

const ground: Ground = {
  files: new Set([
    "README.md",
    "knip.json",
    "docs/way.md",
    "db/core/postgres.ts",
    "db/modules/sppd/reads.ts",
    "test/a/b.test.ts",
    "workers/http/problem.ts",
  ]),
  scripts: new Set(["start", "verify"]),
  hasCommand: (name) => name === "tsc",
  documents: [
    { path: "README.md", text: README },
    { path: "docs/way.md", text: "# A request: its way\n\n## A request s way" },
  ],
};

describe("a document's references", () => {
  const references = readReferences({ path: "README.md", text: README });

  it("are found in links, inline code and code blocks", () => {
    expect(references.map(({ kind, target }) => `${kind} ${target}`)).toEqual([
      "path docs/way.md",
      "heading docs/way.md#a-request-s-way",
      "path docs/gone.md",
      "path db/core/postgres.ts",
      "path db/modules/<slug>/reads.ts",
      "path test/**/*.test.ts",
      "path db/rules.ts",
      "path knip.json",
      "path gone.toml",
      "script start",
      "script verify",
      "script gone",
      "command tsc",
      "command gone",
      "path workers/http/",
      "path functions/gone/",
      "path README.md",
      "heading README.md#first-order",
      "path README.md",
      "heading README.md#second-order",
    ]);
  });

  it("are refused when what they speak of is gone, with the line that says so", () => {
    const gone = references.filter((reference) => !exists(reference, ground));
    expect(gone.map(({ line, target }) => `${line} ${target}`)).toEqual([
      "3 docs/gone.md",
      "4 db/rules.ts",
      "5 gone.toml",
      "11 gone",
      "12 gone",
      "15 functions/gone/",
      "18 README.md#second-order",
    ]);
  });

  it("are taken from the document's own folder in links", () => {
    const [link] = readReferences({ path: "docs/a/b.md", text: "[up](../way.md)" });
    expect(link?.target).toBe("docs/way.md");
  });
});
