import { reactive } from "vue";

/** A choice of two that this browser remembers, and the page's root shows as a class. */
function choice(key: string, one: string, other: string, now: string, apply: (value: string) => void) {
  const kept = reactive({
    value: now,
    toggle: (): void => {
      kept.value = kept.value === one ? other : one;
      localStorage.setItem(key, kept.value);
      apply(kept.value);
    },
  });
  apply(now);
  return kept;
}

const { classList } = document.documentElement;

/** Light or dark; what the system prefers until one has chosen. */
export const theme = choice(
  "serambi.tema",
  "terang",
  "gelap",
  classList.contains("dark") ? "gelap" : "terang",
  (value) => {
    classList.toggle("dark", value === "gelap");
  },
);

/** Roomy, for fingers; dense, for those who have much to see. */
export const density = choice(
  "serambi.kerapatan",
  "lega",
  "rapat",
  localStorage.getItem("serambi.kerapatan") === "rapat" ? "rapat" : "lega",
  (value) => {
    classList.toggle("rapat", value === "rapat");
  },
);
