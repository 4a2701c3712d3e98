import { Readable } from 'node:stream'
import { openStore, putEverywhere } from '../../src/store/store.ts'

// A process of its own: what it holds in memory is what the stores hold.
const [port, totalBytes] = process.argv.slice(2).map(Number)
const endpoint = `http://127.0.0.1:${port}`
const open = (bucket: string) =>
  openStore({ kind: 's3', bucket, region: 'auto', endpoint, accessKeyId: 'a', secretAccessKey: 's' })
const stores = await Promise.all(['a', 'b', 'c'].map(open))
const body = Readable.from(
  (function* () {
    for (let at = 0; at < (totalBytes ?? 0); at += 1 << 20) yield Buffer.allocUnsafeSlow(1 << 20).fill(at >> 20)
  })(),
  { highWaterMark: 1 },
)
const outcomes = await putEverywhere(stores, 'k', body, { signal: new AbortController().signal })
for (const outcome of outcomes) if (outcome.kind === 'failed') throw outcome.problem
process.stdout.write(JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1024 }))
