import { describe, expect, it } from 'vitest'
import { actionText, objectText } from '@/features/settings/columns'

describe('the log in words', () => {
  it('names what was done and to what', () => {
    expect(actionText('order.shipped')).toBe('订单发货')
    expect(objectText('order:01m8')).toBe('订单 01m8')
    expect(objectText('channel:weapp')).toBe('渠道 weapp')
  })
  it('shows a name that it does not know as it is', () => {
    expect(actionText('order.gilded')).toBe('order.gilded')
    expect(objectText('robot:7:8')).toBe('robot 7:8')
  })
})
