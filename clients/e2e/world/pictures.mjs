/** A picture file to upload, made of nothing: a PNG with a soft gradient. */
import { crc32, deflateSync } from 'node:zlib'

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

export function png(side = 800) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(side * (side * 3 + 1))
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const inside = Math.hypot(x - side / 2, y - side * 0.55) < side * 0.3
      const shade = inside ? 120 + ((x + y) * 60) / side : 225 - (y * 40) / side
      rows.set([shade, shade * 0.93, shade * 0.84], y * (side * 3 + 1) + 1 + x * 3)
    }
  }
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}
