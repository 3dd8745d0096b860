import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { listStaff } from '@/api/staff'
import { useShopId } from '@/composables/useShopId'
import { actorName } from '@/features/settings/actors'
import { say } from '@/i18n'

/** Turns the actors of journals and logs ("merchant:<id>", "system") into names that a person knows. */
export function useActorName() {
  const { shopId } = useShopId()
  const { data } = useQuery({
    queryKey: ['shop', shopId.value, 'staff'],
    queryFn: () => listStaff(shopId.value),
    staleTime: 300_000,
  })
  const emails = computed(() => new Map((data.value?.items ?? []).map((one) => [one.merchant_id, one.email])))
  return (actor: string) => actorName(actor, emails.value, say)
}
