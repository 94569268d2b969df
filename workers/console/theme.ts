import { colours, tinted } from "./colours.ts";

/** A finger is 44 pixels wide: what is pressed with one is at least as high. */
const tall = { base: "pointer-coarse:min-h-11" };
const pressed = "pointer-coarse:min-h-11 pointer-coarse:items-center";
const finger = { md: tall, lg: tall, xl: tall };

/**
 * What is ours of Nuxt UI's theme. As they come, hovered buttons and the words of alerts are too faint to be read: less than 4.5 to 1.
 * Classes that are put together here are named once more in `style.css`, where Tailwind looks for them.
 */
export const theme = {
  colors: colours,
  alert: {
    slots: { title: "text-highlighted", description: "text-default opacity-100", actions: "max-w-full" },
    compoundVariants: tinted.map((color) => ({ color, variant: "subtle", class: { root: `bg-${color}/8` } })),
  },
  button: {
    // What a button says is read whole, on two lines where one is too short for it.
    slots: { label: "whitespace-normal" },
    variants: { size: { ...finger, sm: { base: "pointer-coarse:min-h-10" } } },
    compoundVariants: [
      ...["sm", "md", "lg", "xl"].map((size) => ({
        size,
        square: true,
        class: "pointer-coarse:min-w-11 justify-center",
      })),
      ...tinted.flatMap((color) => [
        { color, variant: "solid", class: `hover:bg-(--ui-${color}-strong) active:bg-(--ui-${color}-strong)` },
        ...["soft", "subtle", "ghost", "outline", "link"].map((variant) => ({
          color,
          variant,
          class: `hover:text-(--ui-${color}-strong) active:text-(--ui-${color}-strong)`,
        })),
      ]),
    ],
  },
  input: { variants: { size: finger } },
  empty: { slots: { header: "w-full", body: "w-full" } },
  // As readable as other text: what stands in an empty list is its only hint.
  select: { slots: { placeholder: "text-muted truncate", item: pressed }, variants: { size: finger } },
  selectMenu: { slots: { placeholder: "text-muted truncate", item: pressed }, variants: { size: finger } },
  inputMenu: { slots: { item: pressed }, variants: { size: finger } },
  dropdownMenu: {
    slots: { content: "max-w-[calc(100vw-1rem)]", label: "min-w-0", itemLabel: "truncate", item: pressed },
  },
  commandPalette: { slots: { item: pressed } },
  radioGroup: { slots: { item: "pointer-coarse:py-2" } },
  checkboxGroup: { slots: { item: "pointer-coarse:py-2" } },
  // What a dialog is called is read whole, however much stands below it, and not beneath the button that closes it.
  // What it does stands first for the keyboard, and at the end for the eye, as in every other.
  modal: {
    slots: {
      header: "shrink-0",
      wrapper: "pe-8",
      close: "top-3 end-3 pointer-coarse:top-1.5",
      footer: "flex-row-reverse flex-wrap",
    },
  },
  slideover: { slots: { wrapper: "pe-8", close: "top-3 end-3 pointer-coarse:top-1.5" } },
  // Not by its colour alone, and not by a line that a scrolling list would cut off.
  tabs: {
    compoundVariants: [
      {
        variant: "link",
        class: { trigger: "rounded-b-none data-[state=active]:shadow-[inset_0_-2px_0_var(--ui-primary)]" },
      },
    ],
  },
  // On a phone the way back is the page above; its name is whole, and the page's own, which is its heading, gives way.
  breadcrumb: {
    slots: {
      list: "max-sm:[&>li:not(:nth-last-child(-n+3))]:hidden",
      // A page above is named within half of the line: its name may be what somebody wrote.
      item: "max-w-1/2 shrink-0 last:max-w-none last:shrink",
      link: "py-2.5 -my-2.5",
    },
  },
};
