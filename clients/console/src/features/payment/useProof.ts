import { computed, onMounted, onUnmounted, ref } from 'vue'
import { checkProof, getProof, listProofs, startProof } from '@/api/payment'
import type { ProofView } from '@/api/types'
import { useAction } from '@/composables/useAction'

const LOOK_MS = 1500
const KIND = 'launch_test'

const ENDED_BADLY = ['expired', 'failed'] as const

/** What a screen asks of a proof. */
export const waits = (proof: ProofView) => proof.status === 'waiting'
export const isUnnoticed = (proof: ProofView) => proof.status === 'paid' && !proof.noticed_at
export const badEnd = (proof: ProofView) => ENDED_BADLY.find((end) => end === proof.status)

/** The proof on the screen: opened by a press, then looked at every second or two until it has ended. */
export function useProof(shop: () => string) {
  const proofs = ref<ProofView[]>([])
  const current = ref<ProofView>()
  const { busy, run } = useAction()
  const open = computed(() => current.value?.status === 'waiting' || current.value?.status === 'paid')

  async function look() {
    if (!current.value || !open.value) return
    const seen = await getProof(shop(), current.value.id).catch(() => undefined)
    if (seen) current.value = seen
    if (!open.value) await reload()
  }

  async function reload() {
    const { items } = await listProofs(shop())
    proofs.value = items
    const newest = items.find((each) => each.kind === KIND)
    if (!current.value && newest && (newest.status === 'waiting' || newest.status === 'paid'))
      current.value = newest
  }

  async function start() {
    const begun = await run(() => startProof(shop()))
    if (begun) current.value = begun
    else await reload()
  }

  async function ask() {
    const { id } = current.value ?? {}
    if (id) current.value = (await run(() => checkProof(shop(), id))) ?? current.value
  }

  let looking = 0
  onMounted(() => {
    void reload().catch(() => undefined)
    looking = window.setInterval(() => void look(), LOOK_MS)
  })
  onUnmounted(() => window.clearInterval(looking))
  return { proofs, current, open, busy, start, ask }
}
