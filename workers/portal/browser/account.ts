/** Uses the link of a mail up: sends the token that stands behind the # of the address, with a password where one is chosen. */

const form = document.querySelector<HTMLFormElement>("form[data-tautan]");
const told = document.querySelector<HTMLElement>("[role=status]");
const token = location.hash.slice(1);

/** For each kind of link: what it is for, where it is used, and what the password is called there. */
const uses: Readonly<Record<string, { readonly tujuan: string; readonly path: string; readonly password?: string }>> = {
  undangan: { tujuan: "undangan", path: "invitations/accept", password: "password" },
  "atur-ulang": { tujuan: "atur_ulang", path: "password/reset", password: "baru" },
  surel: { tujuan: "surel", path: "email/confirm" },
};

interface Refusal {
  readonly detail?: string;
  readonly errors?: readonly { readonly detail: string }[];
}

if (form && told) {
  if (token === "") told.textContent = form.dataset["rusak"] ?? "";
  else void open(form, told);
  const shown = form.querySelector<HTMLInputElement>("#tampil");
  const password = form.querySelector<HTMLInputElement>("#sandi");
  shown?.addEventListener("change", () => {
    if (password) password.type = shown.checked ? "text" : "password";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void use(form, told);
  });
}

/** Says whose link it is, and asks; or that it counts no more. Should nobody know, it may still be tried. */
async function open(form: HTMLFormElement, told: HTMLElement): Promise<void> {
  const wanted = uses[form.dataset["tautan"] ?? ""];
  const whose = document.querySelector<HTMLElement>("[data-pemilik]");
  try {
    const response = await send("links", { token, tujuan: wanted?.tujuan });
    if (response.status === 410) {
      told.textContent = ((await response.json()) as Refusal).detail ?? "";
      return;
    }
    if (response.ok && whose) {
      const owner = (await response.json()) as Readonly<Record<string, string | null>>;
      whose.textContent = (whose.dataset["pemilik"] ?? "")
        .replace(/ \(\{pengenal\}\)/, owner["pengenal"] ? " ({pengenal})" : "")
        .replaceAll(/\{(\w+)\}/g, (_, name: string) => owner[name] ?? "");
      whose.hidden = false;
    }
  } catch {
    told.textContent = form.dataset["jauh"] ?? "";
  }
  form.hidden = false;
}

async function use(form: HTMLFormElement, told: HTMLElement): Promise<void> {
  const wanted = uses[form.dataset["tautan"] ?? ""];
  const button = form.querySelector("button");
  if (!wanted || !button || button.disabled) return;
  // Twice would be once too often: the link works once.
  button.disabled = true;
  told.textContent = "";
  try {
    const password = form.querySelector<HTMLInputElement>("#sandi")?.value ?? "";
    const response = await send(wanted.path, { token, ...(wanted.password ? { [wanted.password]: password } : {}) });
    if (response.ok) {
      form.hidden = true;
      history.replaceState(null, "", location.pathname);
      told.textContent = form.dataset["selesai"] ?? "";
      document.querySelector<HTMLElement>("[data-lanjut]")?.removeAttribute("hidden");
      return;
    }
    const refusal = (await response.json()) as Refusal;
    told.textContent = refusal.errors?.[0]?.detail ?? refusal.detail ?? "";
  } catch {
    told.textContent = form.dataset["jauh"] ?? "";
  }
  button.disabled = false;
}

function send(path: string, body: object): Promise<Response> {
  return fetch(`/api/v1/identity/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": document.documentElement.lang },
    body: JSON.stringify(body),
  });
}
