import { reactive } from 'vue'
import { uploadMedia } from '@/api/goods'
import type { Media } from '@/api/types'
import { errorText, showNotice } from '@/composables/useAction'
import { say } from '@/i18n'
import { randomKey } from '@/lib/keys'

const LARGEST_BYTES = 10 * 1024 * 1024

export interface Upload {
  key: string
  file: File
  preview: string
  percent: number
  failure: string
}

/** Uploads that run or failed; those that are done are handed to `onDone` and leave the list. */
export function useUploads(shopId: () => string, onDone: (media: Media) => void) {
  const uploads = reactive<Upload[]>([])

  function drop(key: string) {
    const index = uploads.findIndex((upload) => upload.key === key)
    const [gone] = index >= 0 ? uploads.splice(index, 1) : []
    if (gone) URL.revokeObjectURL(gone.preview)
  }

  async function send(upload: Upload) {
    upload.failure = ''
    upload.percent = 0
    try {
      const media = await uploadMedia(shopId(), upload.file, (percent) => (upload.percent = percent))
      drop(upload.key)
      onDone(media)
    } catch (error) {
      upload.failure = errorText(error)
    }
  }

  /** Takes the pictures among the files, at most `room`, and sends them one after the other to keep their order. */
  async function add(files: Iterable<File>, room: number) {
    const pictures = [...files].filter(isPicture)
    if (pictures.length > room) showNotice(say('pic.tooMany', { n: room }))
    const added = pictures.slice(0, Math.max(0, room)).map(start)
    for (const upload of added) await send(upload)
  }

  function start(file: File): Upload {
    uploads.push({ key: randomKey(), file, preview: URL.createObjectURL(file), percent: 0, failure: '' })
    return uploads[uploads.length - 1] as Upload
  }
  return { uploads, add, send, drop }
}

function isPicture(file: File): boolean {
  if (!file.type.startsWith('image/')) {
    showNotice(say('pic.notPicture'))
    return false
  }
  if (file.size > LARGEST_BYTES) showNotice(say('pic.tooBig'))
  return file.size <= LARGEST_BYTES
}

/** The pictures on the clipboard of a paste. */
export function pastedFiles(event: ClipboardEvent): File[] {
  return [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith('image/'))
}
