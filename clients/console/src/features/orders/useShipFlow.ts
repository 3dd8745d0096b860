import { computed, ref } from 'vue'
import type { Carrier, ShipIn } from '@/api/types'

export interface ShipTarget {
  id: string
  order_no: string
}
export interface ShipPorts {
  recognise(trackingNo: string): Promise<Carrier[]>
  ship(orderId: string, body: ShipIn): Promise<unknown>
}

const RECOGNISE_FROM = 8

/** A tracking number as it is sent: full-width made narrow, blanks and dashes of labels dropped, capitals. */
export function tidyTrackingNo(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

/**
 * Shipping one order after another: the number is typed or scanned, the carrier follows from it unless a person chose
 * one, `submit` ships and moves on to the next order of the queue. The chosen carrier is kept for the next order
 * because parcels of a round mostly go with one carrier; recognition overrules it.
 */
export function useShipFlow(queue: ShipTarget[], firstId: string, ports: ShipPorts) {
  const waiting = ref([...queue])
  const currentId = ref<string | undefined>(firstId)
  const trackingNo = ref('')
  const carrierCode = ref('')
  const chosenByHand = ref(false)
  const guesses = ref<Carrier[]>([])
  const unknown = ref(false)
  let asked = ''

  const current = computed(() => waiting.value.find((order) => order.id === currentId.value))
  const left = computed(() => waiting.value.length - (current.value ? 1 : 0))
  const numberOk = computed(() => /^[A-Z0-9]{6,32}$/.test(tidyTrackingNo(trackingNo.value)))
  const ready = computed(() => current.value !== undefined && numberOk.value && carrierCode.value !== '')

  async function type(text: string): Promise<void> {
    trackingNo.value = text
    const number = tidyTrackingNo(text)
    unknown.value = false
    if (number.length < RECOGNISE_FROM || chosenByHand.value) return
    asked = number
    const found = await ports.recognise(number)
    // A slower answer to an earlier text must not overrule a later one.
    if (asked !== number || chosenByHand.value) return
    guesses.value = found
    unknown.value = found.length === 0
    if (found[0]) carrierCode.value = found[0].code
  }

  function choose(code: string): void {
    carrierCode.value = code
    chosenByHand.value = true
    unknown.value = false
  }

  /** Ships the present order; resolves to the next one, or `undefined` when the queue is empty. Throws as the port does. */
  async function submit(): Promise<ShipTarget | undefined> {
    const order = current.value
    if (!order || !ready.value) return order
    await ports.ship(order.id, {
      carrier_code: carrierCode.value,
      tracking_no: tidyTrackingNo(trackingNo.value),
    })
    const index = waiting.value.findIndex((one) => one.id === order.id)
    const rest = waiting.value.filter((one) => one.id !== order.id)
    waiting.value = rest
    const next = rest[index] ?? rest[0]
    currentId.value = next?.id
    trackingNo.value = ''
    chosenByHand.value = false
    guesses.value = []
    asked = ''
    return next
  }

  return { current, left, trackingNo, carrierCode, guesses, unknown, numberOk, ready, type, choose, submit }
}
