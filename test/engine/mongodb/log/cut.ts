import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a server that breaks off what it answers. */
export interface Cut extends AsyncDisposable {
  readonly port: number
  /** The next answers to a question for the oplog end after so many bytes, also when they are asked for again. */
  after(bytes: number): void
}

export async function startCut(port: number): Promise<Cut> {
  const sockets = new Set<Socket>()
  let left: number | undefined
  // The driver asks once more by itself.
  let times = 0
  const server = createServer((from) => {
    const to = connect({ host: '127.0.0.1', port })
    let cut: number | undefined
    from.on('data', (chunk) => {
      if (left !== undefined && times > 0 && chunk.includes('oplog.rs') && chunk.includes('$lte')) {
        cut = left
        times -= 1
      }
      to.write(chunk)
    })
    to.on('data', (chunk) => {
      if (cut === undefined) return from.write(chunk)
      from.write(chunk.subarray(0, cut))
      for (const socket of [from, to]) socket.destroy()
      return undefined
    })
    for (const socket of [from, to]) {
      const other = socket === from ? to : from
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    after(bytes) {
      left = bytes
      times = 2
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
