import { flushPromises, mount } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { describe, expect, it } from 'vitest'
import { h } from 'vue'
import { ApiError } from '@/api/problem'
import type { Column } from '@/components/dataList'
import DataList from '@/components/DataList.vue'
import type { CursorList } from '@/composables/useCursorList'
import { i18n } from '@/i18n'

interface Row {
  id: string
  name: string
}
const columns: Column<Row>[] = [
  { key: 'name', label: 'goods.col.name', text: (row) => row.name },
  { key: 'acts', label: 'goods.col.acts' },
]

function listOf(change: Partial<CursorList<Row>>) {
  const calls: string[] = []
  const list: CursorList<Row> = {
    rows: [],
    loading: false,
    loadingMore: false,
    error: null,
    atEnd: true,
    more: () => calls.push('more'),
    reload: () => calls.push('reload'),
    ...change,
  }
  const wrapper = mount(DataList<Row>, {
    props: { list, columns, rowKey: (row: Row) => row.id, emptyText: '没有商品' },
    slots: { acts: ({ row }: { row: Row }) => h('button', { class: 'act' }, `改 ${row.name}`) },
    global: { plugins: [ElementPlus, i18n] },
  })
  return { wrapper, calls }
}
const tea = { id: '1', name: '红茶' }

describe('DataList', () => {
  it('says that it loads', () => {
    const { wrapper } = listOf({ loading: true })
    expect(wrapper.find('[aria-busy=true]').exists()).toBe(true)
    expect(wrapper.text()).toBe('')
  })

  it('says that there is nothing', () => {
    expect(listOf({}).wrapper.text()).toBe('没有商品')
  })

  it('says what failed in words and loads again on request', async () => {
    const { wrapper, calls } = listOf({ error: new ApiError(503, { code: 'busy', detail: '系统正忙' }) })
    expect(wrapper.get('[role=alert]').text()).toContain('系统正忙')
    await wrapper.get('[role=alert] button').trigger('click')
    expect(calls).toEqual(['reload'])
  })

  it('draws rows by text and by slot, and says when there is no more', async () => {
    const { wrapper } = listOf({ rows: [tea] })
    await flushPromises()
    expect(wrapper.findAll('.act').map((button) => button.text())).toEqual(['改 红茶'])
    expect(wrapper.get('.foot').text()).toBe('没有更多了 · 共 1 条')
  })

  it('keeps the rows when a later page fails, and offers the next page', async () => {
    const { wrapper, calls } = listOf({
      rows: [tea],
      atEnd: false,
      error: new ApiError(0, { code: 'network' }),
    })
    await flushPromises()
    expect(wrapper.findAll('.act')).toHaveLength(1)
    await wrapper.get('.foot button').trigger('click')
    expect(calls).toEqual(['more'])
  })
})
