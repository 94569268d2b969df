import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, inject, it } from "vitest";
import { localLicences } from "../../infra/local/secrets.ts";
import { makeInstitution } from "../setup/institution.ts";
import { install } from "../setup/licences.ts";

const script = fileURLToPath(new URL("../../infra/licence/issue.ts", import.meta.url));
const tsx = fileURLToPath(new URL("../../node_modules/tsx/dist/cli.mjs", import.meta.url));

/** Runs the command as an issuer would. */
async function issue(...args: readonly string[]): Promise<{ stdout: string; stderr: string; code: number }> {
  const env = {
    ...process.env,
    LICENCE_KEY_ID: localLicences,
    LICENCE_PRIVATE_KEY: inject("stack").licencePrivateKey,
  };
  try {
    return { ...(await promisify(execFile)(process.execPath, [tsx, script, ...args], { env })), code: 0 };
  } catch (error) {
    return error as { stdout: string; stderr: string; code: number };
  }
}

describe("licence:issue", () => {
  it("prints a key, and nothing else on stdout, that the institution can install", async () => {
    const school = await makeInstitution();
    const today = new Date().toISOString().slice(0, 10);
    const { stdout, code } = await issue(
      `--institution=${school.slug}`,
      "--type=multi",
      "--jenjang=smp, sma",
      "--until=2099-12-31",
      "--seats=40",
      "--modules=sppd",
    );
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^srbl1\.[\w-]+\.[\w-]+\n$/)]);
    const installed = await install(await school.actor("ADM"), stdout);
    expect(installed).toMatchObject({
      status: 200,
      body: {
        jenjang_aktif: ["smp", "sma"],
        modules: ["sppd"],
        seats: 40,
        valid_from: today,
        valid_until: "2099-12-31",
      },
    });
  });

  it("says what is missing or not valid, and prints no key", async () => {
    const { stdout, stderr, code } = await issue("--institution", "a", "--type", "single", "--jenjang", "sd,tk");
    expect([code, stdout]).toEqual([1, ""]);
    for (const name of ["--institution", "--jenjang", "--until"]) expect(stderr).toContain(name);
    expect(stderr).not.toContain("--type");
  });
});
