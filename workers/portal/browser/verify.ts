/**
 * Compares a file that somebody holds with the issued ones, in the browser: the file is read and hashed here and goes
 * nowhere. Without this script the page shows the hashes and how to compute them.
 */

/** No issued document comes near this; a film need not be read into memory to know that it is none. */
const maxBytes = 64 * 1024 * 1024;

type Verdict = "pdf" | "docx" | "lain" | "belum" | "gagal";

const section = document.querySelector<HTMLElement>("[data-periksa]");
const input = section?.querySelector<HTMLInputElement>("input[type=file]");
const answer = section?.querySelector<HTMLElement>("[role=status]");

// Hashing is withheld from pages that came over an unsafe connection: then the page stays as it is without a script.
if (section && input && answer && "subtle" in crypto) {
  section.hidden = false;
  // What one does by hand steps back behind its heading.
  document.querySelector<HTMLDetailsElement>("[data-sidik]")?.removeAttribute("open");
  let latest = 0;
  const check = async (file: File): Promise<void> => {
    const turn = ++latest;
    show(answer, null, file.name);
    const verdict = await judge(file, section.dataset);
    // A file chosen meanwhile has the last word.
    if (turn === latest) show(answer, verdict, file.name);
  };
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) void check(file);
  });
  acceptDrops(section, (file) => void check(file));
}

async function judge(file: File, hashes: DOMStringMap): Promise<Verdict> {
  if (!hashes["pdf"] && !hashes["docx"]) return "belum";
  if (file.size > maxBytes) return "lain";
  try {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hash === hashes["pdf"]) return "pdf";
    return hash === hashes["docx"] ? "docx" : "lain";
  } catch {
    // A folder, or a file that was moved away after it was chosen.
    return "gagal";
  }
}

/** Puts a verdict into the live region, from the words that the page carries in its own language. */
function show(answer: HTMLElement, verdict: Verdict | null, fileName: string): void {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-putusan="${verdict ?? "tunggu"}"]`);
  if (!template) return;
  const words = template.content.cloneNode(true) as DocumentFragment;
  for (const place of words.querySelectorAll("[data-nama]")) place.textContent = fileName;
  answer.dataset["putusan"] = verdict ?? "tunggu";
  answer.replaceChildren(words);
}

/** Takes a file that is dropped anywhere on the page, so that a near miss does not open it instead. */
function acceptDrops(section: HTMLElement, take: (file: File) => void): void {
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  const mark = (over: boolean): void => {
    section.classList.toggle("di-atas", over);
  };
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(false);
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  });
}
