import { connect, createServer, type Socket } from 'node:net'
import { docker } from './docker.ts'

/** A way from containers to a port of this machine that can be held up: what is sent meanwhile comes later. */
export interface Relay extends AsyncDisposable {
  /** As containers reach it. */
  readonly host: string
  readonly port: number
  hold(): void
  release(): void
}

export async function startRelay(port: number): Promise<Relay> {
  const sockets = new Set<Socket>()
  let held = false
  const server = createServer((from) => {
    const to = connect({ host: '127.0.0.1', port })
    for (const socket of [from, to]) {
      sockets.add(socket)
      const other = socket === from ? to : from
      socket.on('data', (chunk) => other.write(chunk))
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      if (held) socket.pause()
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '0.0.0.0', resolve)
  })
  const host = await bridgeAddress()
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the relay has no port')
  return {
    host,
    port: address.port,
    hold: () => {
      held = true
      for (const socket of sockets) socket.pause()
    },
    release: () => {
      held = false
      for (const socket of sockets) socket.resume()
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** This machine, as containers of the usual network see it. Until Docker was started a second time, the network does not say so itself. */
async function bridgeAddress(): Promise<string> {
  const format = '{{with (index .IPAM.Config 0)}}{{.Gateway}} {{.Subnet}}{{end}}'
  const said = await docker(['network', 'inspect', 'bridge', '--format', format])
  const [, gateway, network] = /^(\S*) (\d+\.\d+\.\d+)\.0\//.exec(said.trimEnd()) ?? []
  if (network === undefined) throw new Error(`the network of containers is ${said}`)
  return gateway || `${network}.1`
}
