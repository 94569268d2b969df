/** The values of these environment variables. Throws with the names of those that are missing. */
export function readSettings<const Names extends readonly string[]>(
  ...names: Names
): { [Index in keyof Names]: string } {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0)
    throw new Error(`set ${missing.join(", ")} (npm run stack prints those of the local database)`);
  return names.map((name) => process.env[name] ?? "") as { [Index in keyof Names]: string };
}

/**
 * Runs a command and says how it ended in one line (`say`: on stderr where stdout is what the command is for); a failure is told in
 * plain words and ends the process with 1.
 */
export async function run(work: () => Promise<string>, say: (line: string) => void = console.log): Promise<void> {
  try {
    say(`✓ ${await work()}`);
  } catch (error) {
    console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
