import type { Pairs } from '@/i18n/pairs'

export const imports = {
  title: ['批量导入商品', 'Import goods'], drop: ['把 CSV 或 Excel（.xlsx）文件拖到这里，或点击选择', 'Drop a CSV or Excel (.xlsx) file here, or click'],
  template: ['下载模板', 'Template'], hint: ['先试跑检查，不会改动任何商品；确认无误再正式导入。重复导入同一份文件会更新商品，不会重复新增。', 'A dry run first changes nothing. Importing twice updates, never doubles.'],
  dry: ['试跑检查', 'Dry run'], real: ['正式导入', 'Import now'], again: ['换个文件', 'Another file'],
  uploading: ['上传中', 'Uploading'], running: ['处理中：{done} / {total} 行', 'Working: {done} of {total} rows'],
  pictures: ['图片：{done} / {total}', 'Pictures: {done} of {total}'], missing: ['{n} 张图片没取到，已用占位图', '{n} pictures unreachable, neutral ones used'],
  created: ['新增', 'New'], updated: ['更新', 'Updated'], skipped: ['跳过', 'Skipped'], failed: ['失败', 'Failed'],
  faults: ['有问题的行', 'Rows at fault'], faultsFile: ['下载问题行文件', 'Download fault file'], firstFaults: ['只显示前 {n} 条，完整清单请下载文件', 'The first {n} only; the file has all'],
  row: ['行', 'Row'], column: ['列', 'Column'], value: ['内容', 'Value'], reason: ['原因', 'Reason'],
  dryDone: ['试跑完成，还没有改动商品', 'Dry run done, nothing changed'], realDone: ['导入完成', 'Imported'], broke: ['导入中断，请重试', 'The import broke off, try again'],
  history: ['导入记录', 'History'], file: ['文件', 'File'], kind: ['方式', 'Kind'], result: ['结果', 'Result'], figures: ['明细', 'Figures'], at: ['时间', 'Time'],
  wrongFile: ['只支持 .csv 和 .xlsx 文件', 'Only .csv and .xlsx'], seeGoods: ['去看商品', 'See the goods'],
  status: { queued: ['排队中', 'Queued'], running: ['处理中', 'Running'], done: ['已完成', 'Done'], failed: ['中断', 'Broken'] },
} satisfies Pairs
