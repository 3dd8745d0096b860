import type { CampaignKind, CampaignReport, CodeMedium, Figures } from '@/api/types'

export const KINDS: CampaignKind[] = [
  'moments',
  'group',
  'store',
  'official_account',
  'sms',
  'creator',
  'other',
]
export const MEDIA: CodeMedium[] = ['weapp_code', 'h5', 'url_link', 'short_link', 'scheme']

/** One line of the table; the two last have no campaign of their own. */
export interface FigureRow {
  id: string
  name: string
  kind?: CampaignKind
  archived: boolean
  figures: Figures
}

export function figureRows(report: CampaignReport, words: { direct: string; total: string }): FigureRow[] {
  const own = report.rows.map(({ campaign, figures }) => ({
    id: campaign.id,
    name: campaign.name,
    kind: campaign.kind,
    archived: campaign.archived_at !== undefined,
    figures,
  }))
  return [
    ...own,
    { id: '-', name: words.direct, archived: false, figures: report.direct },
    { id: '=', name: words.total, archived: false, figures: report.total },
  ]
}

/** Basis points as a ratio with two places, rounded down as the server does; a dash where nothing was spent. */
export function ratioText(bps: number | undefined): string {
  if (bps === undefined) return '—'
  const hundredths = Math.trunc(bps / 100)
  const rest = Math.abs(hundredths % 100)
  return `${bps < 0 ? '-' : ''}${Math.abs(Math.trunc(hundredths / 100))}.${String(rest).padStart(2, '0')}`
}
