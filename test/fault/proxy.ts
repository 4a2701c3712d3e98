import { connect, createServer, type Socket } from 'node:net'

export interface NetworkFault {
  /** `up`: from the client to the server. */
  readonly direction: 'up' | 'down'
  /** It happens, once, when so many bytes have gone this way since it was armed. */
  readonly afterBytes: number
  /** `reset`: RST to both. `end`: FIN to both, as if the answer were over. `stall`: not a byte more on this connection. `flip`: one bit is another. */
  readonly does: 'reset' | 'end' | 'stall' | 'flip'
}

export interface BreakingProxy extends AsyncDisposable {
  readonly port: number
  /** Faults that have happened. */
  readonly met: readonly NetworkFault[]
  /** Faults happen one after another, in the order armed. */
  arm(...faults: readonly NetworkFault[]): void
  /** From now on this happens on every connection, after so many bytes of its own; undefined: no more. */
  breakEach(fault: NetworkFault | undefined): void
}

/** A TCP proxy before a local port, which breaks connections as told. */
export async function startProxy(target: { readonly host?: string; readonly port: number }): Promise<BreakingProxy> {
  const armed: NetworkFault[] = []
  const met: NetworkFault[] = []
  const sockets = new Set<Socket>()
  const passed = { up: 0, down: 0 }
  let each: NetworkFault | undefined

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const upstream = connect({
      host: target.host ?? '127.0.0.1',
      port: target.port,
      allowHalfOpen: true,
      noDelay: true,
    })
    let stalled = false
    const own = { up: 0, down: 0 }
    const both = [client, upstream]
    for (const socket of both) {
      sockets.add(socket)
      socket.on('error', () => {
        for (const other of both) other.destroy()
      })
      socket.on('close', () => sockets.delete(socket))
    }
    const carry = (from: Socket, to: Socket, direction: 'up' | 'down') => {
      from.on('data', (chunk: Buffer) => {
        if (stalled) return
        const fault = each ?? armed[0]
        const { [direction]: gone } = each ? own : passed
        const room = fault?.direction === direction ? fault.afterBytes - gone : Number.POSITIVE_INFINITY
        if (!fault || chunk.length < room) {
          passed[direction] += chunk.length
          own[direction] += chunk.length
          if (!to.write(chunk)) {
            from.pause()
            to.once('drain', () => from.resume())
          }
          return
        }
        if (!each) armed.shift()
        met.push(fault)
        passed.up = passed.down = 0
        if (fault.does === 'flip') {
          const flipped = Buffer.from(chunk)
          flipped[Math.max(0, room - 1)] = (flipped[Math.max(0, room - 1)] ?? 0) ^ 1
          to.write(flipped)
          return
        }
        stalled = true
        to.write(chunk.subarray(0, Math.max(0, room)), () => {
          if (fault.does === 'reset') for (const socket of both) socket.resetAndDestroy()
          if (fault.does === 'end') for (const socket of both) socket.end()
        })
      })
      from.on('end', () => stalled || to.end())
    }
    carry(client, upstream, 'up')
    carry(upstream, client, 'down')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')

  return {
    port: address.port,
    met,
    arm(...faults) {
      if (armed.length === 0) passed.up = passed.down = 0
      armed.push(...faults)
    },
    breakEach(fault) {
      each = fault
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
