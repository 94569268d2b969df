// Runs before anything is installed, on whatever Node there is: plain JavaScript, nothing but Node's own modules, and no
// syntax younger than Node 14, which could not even say that it is too old.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const oldest = [20, 20];

/** Ends the process with a plain explanation unless Node is new enough and the dependencies are installed. */
export async function prepare() {
  refuseOldNode();
  if (!isInstalled()) await install();
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  fail(
    `This is Node ${process.versions.node}; Serambi needs Node ${oldest.join(".")} or newer.`,
    "Install a newer one from https://nodejs.org, then run the command again.",
  );
}

/** Whether node_modules holds what package-lock.json asks for (npm writes down what it installed). */
function isInstalled() {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  try {
    const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
    const installed = JSON.parse(readFileSync(record, "utf8")).packages;
    return Object.entries(wanted).every(
      ([path, { version, optional }]) =>
        path === "" || (installed[path] ? installed[path].version === version : optional === true),
    );
  } catch {
    return false;
  }
}

function install() {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  process.stderr.write("Installing what is missing (npm ci); the first time this takes a minute or two …\n");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const child = npm?.endsWith(".js")
    ? spawn(process.execPath, [npm, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] })
    : spawn("npm", args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  const progress = setInterval(() => process.stderr.write(`  still installing, ${seconds()} s\n`), 15_000);
  return new Promise((resolve) => {
    child.on("error", (error) => fail(`npm could not be run: ${error.message}`, "Install npm; it comes with Node."));
    child.on("exit", (code) => {
      clearInterval(progress);
      if (code !== 0) {
        fail(
          "The dependencies could not be installed; npm's reason is above.",
          "ENOSPC means that the disk is full, ENOTFOUND or ETIMEDOUT that npm's registry cannot be reached, EACCES that " +
            "this user may not write to the project's folder.",
        );
      }
      process.stderr.write(`✓ installed (${seconds()} s)\n`);
      resolve(undefined);
    });
  });
}

function fail(what, remedy) {
  process.stderr.write(`\n✗ ${what}\n  ${remedy}\n`);
  process.exit(1);
}
