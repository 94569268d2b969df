/** Uses the link of a mail up: sends the token that stands behind the # of the address, with a password where one is chosen. */

const form = document.querySelector<HTMLFormElement>("form[data-tautan]");
const told = document.querySelector<HTMLElement>("[role=status]");
const token = location.hash.slice(1);

/** For each kind of link: where it is used, and what the password is called there. */
const uses: Readonly<Record<string, { readonly path: string; readonly password?: string }>> = {
  undangan: { path: "invitations/accept", password: "password" },
  "atur-ulang": { path: "password/reset", password: "baru" },
  surel: { path: "email/confirm" },
};

interface Refusal {
  readonly detail?: string;
  readonly errors?: readonly { readonly detail: string }[];
}

if (form && told) {
  if (token === "") told.textContent = form.dataset["rusak"] ?? "";
  else form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void use(form, told);
  });
}

async function use(form: HTMLFormElement, told: HTMLElement): Promise<void> {
  const wanted = uses[form.dataset["tautan"] ?? ""];
  const button = form.querySelector("button");
  if (!wanted || !button || button.disabled) return;
  // Twice would be once too often: the link works once.
  button.disabled = true;
  told.textContent = "";
  try {
    const password = form.querySelector("input")?.value ?? "";
    const response = await fetch(`/api/v1/identity/${wanted.path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": document.documentElement.lang },
      body: JSON.stringify({ token, ...(wanted.password ? { [wanted.password]: password } : {}) }),
    });
    if (response.ok) {
      form.hidden = true;
      history.replaceState(null, "", location.pathname);
      told.textContent = form.dataset["selesai"] ?? "";
      return;
    }
    const refusal = (await response.json()) as Refusal;
    told.textContent = refusal.errors?.[0]?.detail ?? refusal.detail ?? "";
  } catch {
    told.textContent = form.dataset["jauh"] ?? "";
  }
  button.disabled = false;
}
