import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { ref, watch } from 'vue'
import { getSettings, putSettings } from '@/api/shop'
import type { SettingsForm, SettingsIn, SettingsView } from '@/api/types'
import { showDone, useAction } from '@/composables/useAction'
import { useShopId } from '@/composables/useShopId'
import { say } from '@/i18n'

/** The shop's settings as they are edited; pictures carry the address that is shown beside their id. */
export interface SettingsDraft extends SettingsForm {
  logoUrl?: string
  licenceUrl?: string
}

export function settingsDraft(view: SettingsView): SettingsDraft {
  const { logo_url, licence_picture_url, order_rules, ...rest } = view
  return {
    ...rest,
    licence: { ...view.licence },
    order_rules: {
      unpaid_minutes: order_rules.unpaid_minutes ?? 30,
      auto_receive_days: order_rules.auto_receive_days ?? 10,
      offline_days: order_rules.offline_days ?? 7,
    },
    offline_payment: view.offline_payment ?? [],
    logoUrl: logo_url,
    licenceUrl: licence_picture_url,
  }
}

const blank = (text: string | undefined) => text?.trim() || undefined

/** The whole body is sent each time, since PUT replaces; empty words are left out. */
export function settingsIn(draft: SettingsDraft): SettingsIn {
  return {
    name: draft.name.trim(),
    logo: draft.logo,
    notice: blank(draft.notice),
    service_phone: blank(draft.service_phone),
    service_hours: blank(draft.service_hours),
    return_address: blank(draft.return_address),
    licence: {
      subject_name: blank(draft.licence.subject_name),
      credit_code: blank(draft.licence.credit_code)?.toUpperCase(),
      icp_number: blank(draft.licence.icp_number),
      picture: draft.licence.picture,
    },
    order_rules: { ...draft.order_rules },
    offline_payment: draft.offline_payment,
    pickup_text: blank(draft.pickup_text),
  }
}

/** One query behind all parts of the settings, so that saving a part never writes back a stale other part. */
export function useSettings() {
  const { shopId } = useShopId()
  const queries = useQueryClient()
  const key = ['shop', shopId.value, 'settings']
  const { data, isPending, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => getSettings(shopId.value),
  })
  const draft = ref<SettingsDraft>()
  const { busy, fields, run } = useAction()
  watch(data, (view) => view && (draft.value = settingsDraft(view)), { immediate: true })

  async function save() {
    const body = draft.value
    if (!body) return
    const saved = await run(() => putSettings(shopId.value, settingsIn(body)))
    if (!saved) return
    showDone(say('say.saved'))
    await queries.invalidateQueries({ queryKey: key })
  }
  return { draft, isPending, error, refetch, busy, fields, save }
}
