import { ElMessage } from 'element-plus/es/components/message/index.mjs'
import { ElMessageBox } from 'element-plus/es/components/message-box/index.mjs'
import 'element-plus/es/components/message/style/css'
import 'element-plus/es/components/message-box/style/css'
import { ref } from 'vue'
import { ApiError } from '@/api/problem'
import { currentLocale, say } from '@/i18n'

/** The sentence that a person reads for any error. */
export function errorText(error: unknown): string {
  if (!(error instanceof ApiError)) return say('say.unexpected')
  const fields = (error.problem.fields ?? []).map((field) => field.message).filter(Boolean)
  const text = error.text(currentLocale())
  return fields.length > 0 ? `${text}：${fields.slice(0, 3).join('；')}` : text
}

export function showError(error: unknown): void {
  ElMessage.error({ message: errorText(error), duration: 5000, showClose: true, grouping: true })
}

export function showDone(text = say('say.done')): void {
  ElMessage.success({ message: text, duration: 2000, grouping: true })
}

export function showNotice(text: string): void {
  ElMessage.warning({ message: text, duration: 4000, showClose: true, grouping: true })
}

/** Asks once before something that can't be taken back; resolves to whether the person agreed. */
export async function askOnce(text: string, confirm = say('act.confirm')): Promise<boolean> {
  try {
    await ElMessageBox.confirm(text, say('say.confirmTitle'), {
      confirmButtonText: confirm,
      cancelButtonText: say('act.cancel'),
      type: 'warning',
    })
    return true
  } catch {
    return false
  }
}

/**
 * Wraps one act of a screen: `busy` while it runs (a second press does nothing), the error shown in words.
 * `run` resolves to the act's result or `undefined` when it failed.
 */
export function useAction() {
  const busy = ref(false)
  const fields = ref<Record<string, string>>({})

  async function run<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    fields.value = {}
    try {
      return await act()
    } catch (error) {
      if (error instanceof ApiError) fields.value = error.fields
      showError(error)
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, fields, run }
}
