import { computed, ref, watch, type Ref } from "vue";
import { useDo } from "../../../api/ask.ts";
import type { OutboxEntry } from "../../../api/outbox-entry.ts";
import { refTo } from "../../../api/outbox-refs.ts";
import { useOutbox } from "../../../api/outbox.ts";
import { ApiProblem } from "../../../api/problem.ts";
import { takeCarried } from "./carried.ts";
import type { Draf, useDraf } from "./draf.ts";
import { susunPermohonan, type Isian, type Permohonan } from "./isian.ts";

/** The draft as the platform answered it. */
interface Saved {
  readonly id: string;
  readonly versi: number;
  readonly total_estimasi: number;
}

/** The wizard's order, on its way to the platform. */
export function useSaving(
  order: { readonly id: Ref<string | null>; readonly versi: Ref<number | null>; readonly subject: Ref<string> },
  isian: Isian,
  berkas: Ref<File | null>,
  draf: ReturnType<typeof useDraf>,
  /** Called once what waited for the network has arrived by itself. */
  arrivedLater: (saved: Saved, typedSince: boolean) => void,
) {
  const outbox = useOutbox();
  const send = useDo("submitOrder");
  const busy = ref(false);
  const carried = ref(order.id.value === null ? null : takeCarried(order.id.value));
  const entry = computed(() => outbox.of(order.subject.value));

  /** The invitation that goes with it, until it has arrived. */
  const invitation = computed(() => {
    const one = outbox.of(`${order.subject.value}/undangan`);
    return one?.state === "sent" ? undefined : one;
  });
  const refusal = computed(() => refusalOf(entry.value) ?? refusalOf(invitation.value));
  const problem = computed(() => refusal.value ?? send.problem.value ?? carried.value);
  /** What the refused request said: what has been put right since is wrong no more. */
  const asSent = computed(() => (entry.value?.input as { body?: Permohonan } | undefined)?.body);

  /** Saves the draft; undefined when it was refused or waits for the network. */
  async function save(): Promise<Saved | undefined> {
    busy.value = true;
    carried.value = send.problem.value = null;
    try {
      const body = susunPermohonan(isian);
      const { id, versi, subject } = order;
      await handOver();
      await draf.keep();
      const to = id.value === null ? "/sppd/baru" : `/sppd/${id.value}/ubah`;
      const about = { name: body.maksud, to, lasting: true };
      const given =
        id.value === null
          ? await outbox.post(subject.value, "createOrder", { body }, about)
          : await outbox.post(
              subject.value,
              "updateOrder",
              { path: { id: id.value }, query: { versi: versi.value ?? 1 }, body },
              about,
            );
      return given?.state === "sent" ? await arrived(given) : undefined;
    } finally {
      busy.value = false;
    }
  }

  /** The invitation waits behind its draft, and is the outbox's from then on. */
  async function handOver(): Promise<void> {
    const file = berkas.value;
    if (!file) return;
    const { id, subject } = order;
    const path = { id: id.value ?? refTo(subject.value) };
    const to = id.value === null ? "/sppd/baru" : `/sppd/${id.value}/ubah`;
    await outbox.hold(
      `${subject.value}/undangan`,
      "attachInvitation",
      { path, query: { nama: file.name }, body: file },
      { group: subject.value, name: file.name, to },
    );
    berkas.value = null;
  }

  /** The draft is there: nothing is unsaved any more. */
  async function arrived({ output, subject }: OutboxEntry): Promise<Saved> {
    const saved = output as Saved;
    order.versi.value = saved.versi;
    await outbox.forget(subject);
    await draf.drop();
    return saved;
  }

  /** Submits a saved draft. */
  async function submit(id: string): Promise<boolean> {
    busy.value = true;
    try {
      return (await send.run({ path: { id } })) !== undefined;
    } finally {
      busy.value = false;
    }
  }

  /** What arrived by itself: dropped here, unless more was typed since; that goes on with the draft. */
  async function keepTyped({ output, subject, since }: OutboxEntry, kept: Draf | undefined): Promise<boolean> {
    const saved = output as Saved;
    const more = kept !== undefined && kept.pada > since;
    if (more) await draf.move(`sppd:${saved.id}`, saved.versi);
    else await draf.drop();
    await outbox.forget(subject);
    return more;
  }

  /** Settles what an earlier page left and any other page has sent since; answers the draft with which one goes on, if any. */
  async function settleEarlier(): Promise<Saved | undefined> {
    await outbox.read();
    const earlier = entry.value;
    if (earlier?.state !== "sent") return undefined;
    return (await keepTyped(earlier, await draf.read())) ? (earlier.output as Saved) : undefined;
  }

  watch(
    () => entry.value?.state,
    async (state, before) => {
      const arrivedEntry = entry.value;
      if (state !== "sent" || before === undefined || busy.value || !arrivedEntry) return;
      const kept = await draf.read();
      const typedSince = kept !== undefined && kept.pada > arrivedEntry.since;
      if (typedSince) await keepTyped(arrivedEntry, kept);
      else await arrived(arrivedEntry);
      arrivedLater(arrivedEntry.output as Saved, typedSince);
    },
  );

  return { save, submit, settleEarlier, busy, entry, invitation, problem, asSent };
}

function refusalOf(entry: OutboxEntry | undefined): ApiProblem | null {
  return entry?.state === "refused" && entry.problem ? new ApiProblem(entry.problem) : null;
}
