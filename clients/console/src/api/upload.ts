import { csrfHeaders, report, urlOf } from '@/api/http'
import { ApiError, NETWORK_PROBLEM, problemOf } from '@/api/problem'

/** Sends a multipart form and tells the sent share in percent (fetch can't report an upload's progress). */
export function upload<T>(
  path: string,
  form: FormData,
  onProgress?: (percent: number) => void,
  method: 'POST' | 'PUT' = 'POST',
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const wire = new XMLHttpRequest()
    wire.open(method, urlOf(path))
    wire.setRequestHeader('Accept', 'application/json')
    for (const [name, value] of Object.entries(csrfHeaders())) wire.setRequestHeader(name, value)
    wire.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(Math.floor((event.loaded * 100) / event.total))
    }
    wire.onerror = () => reject(new ApiError(0, NETWORK_PROBLEM))
    wire.onload = () => {
      if (wire.status >= 200 && wire.status < 300) resolve(JSON.parse(wire.responseText) as T)
      else reject(problemOf(wire.status, wire.responseText, wire.getResponseHeader('Retry-After')))
    }
    wire.send(form)
  }).catch(report)
}
