import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const totalBytes = 500 * 2 ** 20

test('an upload of any length to three stores at once stays below 256 MiB of memory', async () => {
  const received = new Map<string, number>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://sink')
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    request.on('end', () => {
      const before = received.get(url.pathname) ?? 0
      if (request.method === 'PUT') received.set(url.pathname, before + bytes)
      const headers = { etag: '"e"', ...(request.method === 'HEAD' ? { 'content-length': before } : {}) }
      const answer = '<Result><UploadId>u</UploadId><ETag>e</ETag></Result>'
      response.writeHead(200, headers).end(request.method === 'POST' ? answer : '')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    const program = join(import.meta.dirname, 'memory-uploader.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [program, String(port), String(totalBytes)])
    expect([...received.values()]).toEqual([totalBytes, totalBytes, totalBytes])
    expect(JSON.parse(stdout).peakBytes).toBeLessThan(256 * 2 ** 20)
  } finally {
    server.close()
  }
})
