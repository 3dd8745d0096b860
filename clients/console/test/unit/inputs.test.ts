import { mount } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import Price from '@/components/Price.vue'
import YuanInput from '@/components/YuanInput.vue'
import { provideInputFaults } from '@/composables/useInputFaults'
import { i18n } from '@/i18n'

/** A form with one price, as screens use it. */
function priceForm(fen?: number) {
  const value = ref<number | null | undefined>(fen)
  let count = () => 0
  const Form = defineComponent(() => {
    const faults = provideInputFaults()
    count = () => faults.count.value
    return () =>
      h(YuanInput, {
        fen: value.value,
        'onUpdate:fen': (now: number | null | undefined) => (value.value = now),
      })
  })
  const wrapper = mount(Form, { global: { plugins: [ElementPlus, i18n] } })
  return { value, wrapper, faults: () => count(), input: wrapper.get('input') }
}

describe('YuanInput', () => {
  it('turns typed yuan into fen and tidies the text on leaving', async () => {
    const { value, input } = priceForm()
    await input.setValue('１，２９９．９')
    expect(value.value).toBe(129_990)
    expect(input.element.value).toBe('１，２９９．９')
    await input.trigger('blur')
    expect(input.element.value).toBe('1299.90')
  })

  it('gives no number for an unreadable text, says why, and tells the form', async () => {
    const { value, input, wrapper, faults } = priceForm(100)
    await input.setValue('1.999')
    expect(value.value).toBeUndefined()
    expect(faults()).toBe(1)
    expect(wrapper.get('[role=alert]').text()).toBe('最多两位小数')
    await input.setValue('1.99')
    expect([value.value, faults()]).toEqual([199, 0])
  })

  it('an empty text is no fault: the price is absent', async () => {
    const { value, input, faults } = priceForm(100)
    await input.setValue('')
    expect([value.value, faults()]).toEqual([undefined, 0])
  })

  it('follows a price that is set from outside', async () => {
    const { value, input } = priceForm(100)
    expect(input.element.value).toBe('1.00')
    value.value = 29
    await nextTick()
    expect(input.element.value).toBe('0.29')
  })
})

describe('Price', () => {
  it('shows yuan, cents and a range', () => {
    const text = (props: { fen: number; max?: number }) => mount(Price, { props }).text().replace(/\s/g, '')
    expect([
      text({ fen: 129_900 }),
      text({ fen: 100, max: 250 }),
      text({ fen: 100, max: 100 }),
      text({ fen: -5 }),
    ]).toEqual(['¥1,299.00', '¥1.00~¥2.50', '¥1.00', '-¥0.05'])
  })
})
